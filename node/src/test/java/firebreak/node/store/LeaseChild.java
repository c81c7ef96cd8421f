package firebreak.node.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Raises a lease without end and prints each size once it is acknowledged.
final class LeaseChild {
    private LeaseChild() {}

    public static void main(String[] args) throws Exception {
        try (Lease lease = Lease.open(Path.of(args[0]))) {
            for (long size = sizeIn(lease) + 1; size > 0; size++) {
                lease.raise(Map.of(LeaseTest.ONE, LeaseTest.mark(size, 0)));
                byte[] line = (size + "\n").getBytes(StandardCharsets.US_ASCII);
                System.out.write(line, 0, line.length);
                System.out.flush();
            }
        }
    }

    private static long sizeIn(Lease lease) {
        return lease.marks().getOrDefault(LeaseTest.ONE, LeaseTest.mark(0, 0)).size();
    }
}
