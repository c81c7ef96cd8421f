package firebreak.node.keys;

import java.util.function.Function;

/// What came of opening a key file.
public sealed interface Unlocked<T> {
    /// The keys, now the caller's to close.
    record Opened<T>(T keys) implements Unlocked<T> {}

    /// The file is as it was written and this is not its passphrase.
    record WrongPassphrase<T>() implements Unlocked<T> {}

    /// There is no such file.
    record Missing<T>() implements Unlocked<T> {}

    /// The file is damaged, of another kind, open to others or weaker than this home allows.
    ///
    /// @param reason a full phrase with what to do; no secret in it
    record Unusable<T>(String reason) implements Unlocked<T> {}

    default <U> Unlocked<U> map(Function<T, U> each) {
        return switch (this) {
            case Opened<T>(T keys) -> new Opened<>(each.apply(keys));
            case WrongPassphrase<T> _ -> new WrongPassphrase<>();
            case Missing<T> _ -> new Missing<>();
            case Unusable<T>(String reason) -> new Unusable<>(reason);
        };
    }
}
