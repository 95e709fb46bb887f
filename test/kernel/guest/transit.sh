#!/bin/bash
# transit.sh IN OUT COUNT: watches pktgen's frames come in at one device and go out at another, and
# prints, for each number that did both, when it came and when it went: ns of CLOCK_REALTIME, by the
# kernel's own stamps, which a packet socket reads. Waits for the devices and for the first frame; ends
# after COUNT of them, or 10 s without any.
until [[ -e /sys/class/net/$1 && -e /sys/class/net/$2 ]]; do sleep 0.1; done
exec perl -e '
	use strict;
	my ($in, $out, $count) = @ARGV;
	my ($AF_PACKET, $SOCK_RAW, $ETH_P_ALL, $SIOCGSTAMPNS) = (17, 3, 3, 0x8907);
	sub watch {
		my ($name) = @_;
		open(my $file, "<", "/sys/class/net/$name/ifindex") or die "$name: $!";
		my $index = <$file> + 0;
		socket(my $socket, $AF_PACKET, $SOCK_RAW, unpack("S", pack("n", $ETH_P_ALL))) or die "socket: $!";
		bind($socket, pack("S n i x12", $AF_PACKET, $ETH_P_ALL, $index)) or die "bind: $!";
		# Asked for once, stamps are made from then on.
		ioctl($socket, $SIOCGSTAMPNS, my $none = "\0" x 16);
		return $socket;
	}
	my ($from, $to) = (watch($in), watch($out));
	my (%came, $done);
	$| = 1;
	print "watching\n";
	while ($done < $count) {
		my $ready = "";
		vec($ready, fileno($from), 1) = vec($ready, fileno($to), 1) = 1;
		select($ready, undef, undef, %came || $done ? 10 : undef) > 0 or last;
		for my $socket ($from, $to) {
			vec($ready, fileno($socket), 1) or next;
			recv($socket, my $frame, 2048, 0);
			my ($magic, $number) = unpack("x42 N N", $frame . "\0" x 64);
			$magic == 0xbe9be955 or next;
			ioctl($socket, $SIOCGSTAMPNS, my $stamp = "\0" x 16) or die "no stamp: $!";
			my $time = sprintf("%d%09d", unpack("q q", $stamp));
			if ($socket == $from) {
				$came{$number} = $time;
			} elsif (my $before = delete $came{$number}) {
				print "$number $before $time\n";
				$done++;
			}
		}
	}
' "$@"
