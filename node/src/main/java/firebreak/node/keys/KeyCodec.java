package firebreak.node.keys;

import firebreak.encoding.FormatException;

/// How one kind of keys is written into the lines of its file.
interface KeyCodec<T> {
    /// Names kind and version, for example `firebreak/post/v1`.
    String kind();

    void write(T keys, KeyLines to);

    /// Keys with secrets of their own, none of them shared with the lines.
    T read(KeyLines from) throws FormatException;
}
