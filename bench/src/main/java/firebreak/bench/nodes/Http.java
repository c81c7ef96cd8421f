package firebreak.bench.nodes;

import firebreak.drill.nodes.Answer;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// One kept connection to a node's officers' port: requests in turn, each answered before the next. As little as
/// HTTP/1.1 allows, so that what is measured is the node and not its caller. Used by one thread at a time.
final class Http implements AutoCloseable {
    private static final int MAX_ANSWER = 8 << 20;
    private static final int MAX_LINE = 8_192;
    private static final int PATIENCE_MS = 120_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int port;

    Http(int port) throws IOException {
        this.port = port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        out = socket.getOutputStream();
    }

    /// @param token empty for none
    /// @param body empty for none
    /// @throws IOException when the node refuses, with its sentence
    Json ask(String method, String target, String token, Bytes body) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port);
        if (!token.isEmpty()) {
            head.append("\r\nAuthorization: Bearer ").append(token);
        }
        if (!method.equals("GET")) {
            head.append("\r\nContent-Type: application/json\r\nContent-Length: ")
                    .append(body.size());
        }
        head.append("\r\n\r\n");
        out.write(Bytes.concat(Bytes.ofUtf8(head.toString()), body).toArray());
        out.flush();
        return answer();
    }

    private Json answer() throws IOException {
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IOException("the node answers in chunks, which this caller does not read");
            }
        }
        if (length > MAX_ANSWER) {
            throw new IOException("the node announces an answer of " + length + " bytes");
        }
        Bytes body = Bytes.wrap(in.readNBytes(length));
        if (body.size() < length) {
            throw new IOException("the node broke off its answer");
        }
        try {
            Json json = body.isEmpty() ? Json.NULL : Canonical.readLoose("answer", body, MAX_ANSWER);
            if (!status.startsWith("HTTP/1.1 2")) {
                throw new IOException("the node refuses: " + Answer.text(json, "detail"));
            }
            return json;
        } catch (FormatException malformed) {
            throw new IOException("the node answers what is no JSON: " + malformed.reason(), malformed);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MAX_LINE) {
                throw new IOException("the node broke off its answer");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
