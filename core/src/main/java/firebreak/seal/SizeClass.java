package firebreak.seal;

/// The lengths an envelope's plaintext may have: 2, 3, 4, 6, 8, 12, … 256 KiB, two for each doubling. Padding to
/// the next one tells a note's length to within a half and adds a half at most.
final class SizeClass {
    static final int MIN = 2 << 10;
    static final int MAX = 256 << 10;

    private SizeClass() {}

    /// The smallest class that holds `size` bytes.
    static int of(int size) {
        if (size < 0 || size > MAX) {
            throw new IllegalArgumentException("an envelope holds at most " + MAX + " bytes of plaintext");
        }
        int power = MIN;
        while (power < size) {
            int between = power + power / 2;
            if (between >= size) {
                return between;
            }
            power *= 2;
        }
        return power;
    }
}
