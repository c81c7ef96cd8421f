package firebreak.node.keys;

import firebreak.seal.Recipient;

/// How much work guessing a passphrase costs: the base-two logarithm of scrypt's cost. One more doubles time and
/// memory; 18 takes about a second and 256 MiB.
///
/// @param exponent what key files are written with
/// @param least what key files must have been written with to be opened
public record WorkFactor(int exponent, int least) {
    /// For every home that speaks in earnest. A file written with less is refused: keys of an exercise stay there.
    public static final WorkFactor LIVE =
            new WorkFactor(Recipient.Passphrase.WORK_FACTOR, Recipient.Passphrase.WORK_FACTOR);

    public WorkFactor {
        if (least < 1 || exponent < least || exponent > Recipient.Passphrase.WORK_FACTOR) {
            throw new IllegalArgumentException("work factors go from 1 to " + Recipient.Passphrase.WORK_FACTOR);
        }
    }

    /// For exercise homes alone, which make dozens of keys in seconds and whose keys bind nobody.
    public static WorkFactor exercise(int exponent) {
        return new WorkFactor(exponent, 1);
    }
}
