package firebreak.node.store;

/// The file cannot be opened as this node's store; the message says why, as the end of a sentence.
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
        super(message);
    }
}
