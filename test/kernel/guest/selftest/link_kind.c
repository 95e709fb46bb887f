// SPDX-License-Identifier: GPL-2.0-only
/* A plugin of ip(8): link kind KIND takes what macvlan does, such as `mode bridge`. */

/* As in iproute2's ip_common.h; the functions are macvlan's. */
struct link_util {
	struct link_util *next;
	const char *id;
	int maxattr;
	void *functions[6];
};

#define PASTED(kind) kind##_link_util
#define LINK_UTIL(kind) PASTED(kind)
#define TEXT(word) #word
#define QUOTED(word) TEXT(word)

extern const struct link_util macvlan_link_util;
struct link_util LINK_UTIL(KIND);

static void __attribute__((constructor)) kind_init(void)
{
	LINK_UTIL(KIND) = macvlan_link_util;
	LINK_UTIL(KIND).id = QUOTED(KIND);
}
