package firebreak.node.wire;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.node.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an answer of a member's node: the part of HTTP/1.1 (RFC 9112) that Firebreak's servers speak and
/// no more. A final status, fields on one line each, a body of announced length; no chunks, no interim
/// answers, no folding, no bare line feeds. A peer may lie in every byte.
final class AnswerReader {
    /// Status line and fields together.
    static final int MAX_HEAD = 16_384;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([2-5][0-9]{2})(?: [ -~]*)?");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([!-~](?:[ -~\\t]*[!-~])?)?[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,9}");

    /// @param last whether the peer closes the connection after this answer
    record Answer(Response response, boolean last) {}

    private AnswerReader() {}

    /// @param most the most bytes of body the caller takes
    /// @throws FormatException where the peer leaves the protocol
    static Answer read(InputStream in, int most) throws IOException, FormatException {
        List<String> lines = head(in);
        Matcher status = STATUS.matcher(lines.getFirst());
        if (!status.matches()) {
            throw new FormatException("status line", "expected HTTP/1.1 and a final status");
        }
        Map<String, String> fields = fields(lines.subList(1, lines.size()));
        int code = Integer.parseInt(status.group(1));
        int length = length(code, fields, most);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer ended after " + body.length + " of " + length + " bytes");
        }
        boolean last =
                fields.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
        String type = fields.getOrDefault("content-type", Response.BYTES);
        return new Answer(new Response(code, type, Bytes.wrap(body)), last);
    }

    private static List<String> head(InputStream in) throws IOException, FormatException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int ending = 0;
        while (ending < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(
                        head.size() == 0 ? "the peer closed the connection" : "the answer ended in its head");
            }
            if (head.size() == MAX_HEAD) {
                throw new FormatException("head", "expected at most " + MAX_HEAD + " bytes");
            }
            head.write(next);
            int expected = ending % 2 == 0 ? '\r' : '\n';
            ending = next == expected ? ending + 1 : next == '\r' ? 1 : 0;
        }
        String lines = head.toString(StandardCharsets.ISO_8859_1);
        return List.of(lines.substring(0, lines.length() - 4).split("\r\n", -1));
    }

    private static Map<String, String> fields(List<String> lines) throws FormatException {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new FormatException("field", "expected a name, a colon and a printable value on one line");
            }
            String value = field.group(2) == null ? "" : field.group(2);
            if (fields.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), value) != null) {
                throw new FormatException("field", "expected each field once");
            }
        }
        return fields;
    }

    private static int length(int code, Map<String, String> fields, int most) throws FormatException {
        if (fields.containsKey("transfer-encoding")) {
            throw new FormatException("transfer-encoding", "expected a body of announced length");
        }
        String announced = fields.getOrDefault("content-length", code == 204 || code == 304 ? "0" : "");
        if (!LENGTH.matcher(announced).matches()) {
            throw new FormatException("content-length", "expected the length of the body");
        }
        if (Long.parseLong(announced) > most) {
            throw new FormatException(
                    "content-length", "expected at most " + most + " bytes, announced are " + announced);
        }
        return Integer.parseInt(announced);
    }
}
