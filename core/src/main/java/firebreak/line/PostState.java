package firebreak.line;

/// What a post says of itself in a frame, as one byte. Codes that this version does not know are carried.
///
/// @param code 0 to 255
public record PostState(int code) {
    /// Officers have unlocked the post: what comes is seen.
    public static final PostState UNLOCKED = new PostState(1);

    /// The post is being locked or its node stopped: no more frames are to be expected until it is unlocked.
    public static final PostState LEAVING = new PostState(2);

    public PostState {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("a post's state is one byte");
        }
    }
}
