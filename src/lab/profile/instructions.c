// SPDX-License-Identifier: MIT
/*
 * A QEMU TCG plugin: how many instructions an emulated machine executes between two marks, and at
 * which addresses. For x86-64 machines with one virtual CPU.
 *
 *     -plugin file=instructions.so,out=FILE
 *
 * The software NIC marks the begin and the end of every source's run by an instruction that does
 * nothing (see MARK). Runs of several sources overlap: from the begin of the first to the end of the
 * last, instructions are counted. Then a record is appended to FILE:
 *
 *     record NUMBER sources RUNS
 *     ADDRESS INSTRUCTIONS            one line for each block of instructions that was executed
 *     end NUMBER lines LINES instructions TOTAL
 *
 * ADDRESS is the hexadecimal virtual address of the block's first instruction, or 0 for all of user
 * space. An address has several lines where it was translated to blocks of several lengths.
 *
 * What is counted is what QEMU translated: each iteration of a string instruction is one. A block
 * that a page fault leaves half-way is counted as a whole, and again from where it is resumed.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What is used here of QEMU's plugin interface (include/qemu/qemu-plugin.h), which distributions
 * do not package. QEMU before 9.0 takes version 1, later ones take 2 and above. What differs between
 * the versions is looked at when the plugin is loaded, so that one binary suits them all.
 */
#define EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;

typedef struct qemu_info_t {
	const char *target_name;
	struct {
		int min;
		int cur;
	} version;
	bool system_emulation;
	union {
		struct {
			int smp_vcpus;
			int max_vcpus;
		} system;
	};
} qemu_info_t;

struct qemu_plugin_tb;
struct qemu_plugin_insn;

enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };

typedef void (*translated_cb)(qemu_plugin_id_t id, struct qemu_plugin_tb *tb);
typedef void (*executed_cb)(unsigned int vcpu, void *data);

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, translated_cb cb);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb, executed_cb cb,
					  enum qemu_plugin_cb_flags flags, void *data);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, executed_cb cb,
					    enum qemu_plugin_cb_flags flags, void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);

/* Version 1 alone: an addition in the translated code, there much cheaper than a call. */
__attribute__((weak)) void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *tb,
								    enum qemu_plugin_op op,
								    void *counter, uint64_t add);

/* Until version 2 it returns the bytes, since version 3 it copies them. */
void qemu_plugin_insn_data(void);
typedef const void *(*insn_bytes)(const struct qemu_plugin_insn *insn);
typedef size_t (*copy_insn_bytes)(const struct qemu_plugin_insn *insn, void *to, size_t length);

EXPORT int qemu_plugin_version = 1;

/* Runs when the plugin is loaded, before QEMU looks at the version. */
__attribute__((constructor)) static void choose_version(void)
{
	if (!qemu_plugin_register_vcpu_tb_exec_inline)
		qemu_plugin_version = 2;
}

/* nopl with a displacement that says which mark it is: 01 begins, 02 ends a source's run. */
#define MARK_SIZE 8
static const uint8_t MARK[MARK_SIZE] = { 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x52, 0x49, 0x57 };
#define MARK_KIND 4
enum { MARK_BEGIN = 1, MARK_END = 2 };

/* A block of instructions that are always executed together. */
struct block {
	uint64_t address;		/* 0 in user space */
	uint64_t length;		/* instructions in it */
	uint64_t executed;		/* instructions since the first begin */
	struct block *next;		/* in its bucket */
};

/* A place where the machine's code has a mark. */
struct mark {
	struct block *block;
	uint64_t before;		/* the block's instructions before the mark */
};

#define BUCKETS (1u << 17)
static struct block *buckets[BUCKETS];

/* One of them is there. */
static insn_bytes bytes_of;
static copy_insn_bytes copy_bytes;

static FILE *out;
static unsigned int running;		/* sources that began and did not end */
static unsigned int sources;		/* sources that began since the first begin */
static unsigned int records;

static void give_up(const char *why)
{
	fprintf(stderr, "vrbench instructions: %s\n", why);
	/* Not exit(): QEMU's other threads are still at work. */
	_Exit(EXIT_FAILURE);
}

static void *allocate(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		give_up("out of memory");
	return memory;
}

static bool in_kernel(uint64_t address)
{
	return address >> 63;
}

/* The counter of a block. Translating the same code again must find the same one. */
static struct block *find_block(uint64_t address, uint64_t length)
{
	uint64_t hash = (address ^ length << 48) * UINT64_C(0x9e3779b97f4a7c15);
	struct block **bucket = &buckets[hash >> 32 & (BUCKETS - 1)];
	struct block *block;

	for (block = *bucket; block; block = block->next)
		if (block->address == address && block->length == length)
			return block;
	block = allocate(sizeof(*block));
	block->address = address;
	block->length = length;
	block->next = *bucket;
	*bucket = block;
	return block;
}

static void forget_counts(void)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct block *block = buckets[i]; block; block = block->next)
			block->executed = 0;
}

static void write_record(void)
{
	uint64_t total = 0;
	size_t lines = 0;

	records++;
	fprintf(out, "record %u sources %u\n", records, sources);
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct block *block = buckets[i]; block; block = block->next) {
			if (!block->executed)
				continue;
			fprintf(out, "%" PRIx64 " %" PRIu64 "\n", block->address, block->executed);
			total += block->executed;
			lines++;
		}
	}
	fprintf(out, "end %u lines %zu instructions %" PRIu64 "\n", records, lines, total);
	if (fflush(out) || ferror(out))
		give_up("cannot write a record");
}

/*
 * A block is counted when it is entered, so at a mark all of it has been. What belongs to the other
 * side of the mark, and the mark itself, is put right.
 */
static void begin(unsigned int vcpu, void *data)
{
	const struct mark *mark = data;

	(void)vcpu;
	if (running++) {
		sources++;
		return;
	}
	forget_counts();
	sources = 1;
	mark->block->executed = mark->block->length - mark->before - 1;
}

static void end(unsigned int vcpu, void *data)
{
	const struct mark *mark = data;

	(void)vcpu;
	if (!running || --running)
		return;
	mark->block->executed -= mark->block->length - mark->before;
	write_record();
}

/* 0 where an instruction is no mark. */
static int mark_kind(const struct qemu_plugin_insn *insn)
{
	uint8_t bytes[MARK_SIZE];
	int kind;

	if (qemu_plugin_insn_size(insn) != MARK_SIZE)
		return 0;
	if (copy_bytes)
		copy_bytes(insn, bytes, MARK_SIZE);
	else
		memcpy(bytes, bytes_of(insn), MARK_SIZE);
	kind = bytes[MARK_KIND];
	bytes[MARK_KIND] = 0;
	return memcmp(bytes, MARK, MARK_SIZE) ? 0 : kind;
}

static void executed(unsigned int vcpu, void *data)
{
	struct block *block = data;

	(void)vcpu;
	block->executed += block->length;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	uint64_t address = qemu_plugin_tb_vaddr(tb);
	size_t length = qemu_plugin_tb_n_insns(tb);
	struct block *block = find_block(in_kernel(address) ? address : 0, length);

	(void)id;
	if (qemu_plugin_register_vcpu_tb_exec_inline)
		qemu_plugin_register_vcpu_tb_exec_inline(tb, QEMU_PLUGIN_INLINE_ADD_U64,
							 &block->executed, length);
	else
		qemu_plugin_register_vcpu_tb_exec_cb(tb, executed, QEMU_PLUGIN_CB_NO_REGS, block);

	for (size_t i = 0; i < length; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		int kind = mark_kind(insn);
		struct mark *mark;

		if (kind != MARK_BEGIN && kind != MARK_END)
			continue;
		/* Never freed: there are two in the kernel, translated a few times. */
		mark = allocate(sizeof(*mark));
		mark->block = block;
		mark->before = i;
		qemu_plugin_register_vcpu_insn_exec_cb(insn, kind == MARK_BEGIN ? begin : end,
						       QEMU_PLUGIN_CB_NO_REGS, mark);
	}
}

static int refuse(const char *why)
{
	fprintf(stderr, "vrbench instructions: %s\n", why);
	return -1;
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
	if (!info->system_emulation || strcmp(info->target_name, "x86_64"))
		return refuse("marks are known for x86-64 machines only");
	/* Counters without locks, and one order of marks. */
	if (info->system.smp_vcpus > 1)
		return refuse("the machine must have one virtual CPU");
	if (argc != 1 || strncmp(argv[0], "out=", 4))
		return refuse("out=FILE is its one argument");
	out = fopen(argv[0] + 4, "w");
	if (!out)
		return refuse("cannot write to the file given by out=");
	if (info->version.cur >= 3)
		copy_bytes = (copy_insn_bytes)qemu_plugin_insn_data;
	else
		bytes_of = (insn_bytes)qemu_plugin_insn_data;
	/* Whoever finds this line knows that the plugin was loaded. */
	fprintf(out, "vrbench instructions 1\n");
	if (fflush(out))
		return refuse("cannot write to the file given by out=");
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	return 0;
}
