package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads an age header line by line and knows the line for every refusal. Takes exactly the header's bytes
/// from its source.
final class HeaderReader {
    private final Source in;
    private final StringBuilder seen = new StringBuilder();
    private int line;

    HeaderReader(Source in) {
        this.in = in;
    }

    Header header() throws IOException, FormatException {
        if (!line().equals(Header.VERSION)) {
            throw refuse("expected '" + Header.VERSION + "'");
        }
        List<Stanza> stanzas = new ArrayList<>();
        String text = line();
        while (!text.startsWith(Header.END)) {
            stanzas.add(stanza(text));
            text = line();
        }
        if (stanzas.isEmpty()) {
            throw refuse("expected at least one stanza before the MAC");
        }
        refuseCompany(stanzas);
        Bytes mac = mac(text);
        int end = seen.length() - text.length() - 1 + Header.END.length();
        byte[] authenticated = seen.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
        return new Header(stanzas, Bytes.wrap(authenticated), mac);
    }

    private Stanza stanza(String first) throws IOException, FormatException {
        if (!first.startsWith("-> ")) {
            throw refuse("expected a stanza, which begins with '-> ', or the MAC, which begins with '--- '");
        }
        List<String> arguments = Arrays.asList(first.substring(3).split(" ", -1));
        if (!arguments.stream().allMatch(HeaderReader::isArgument)) {
            throw refuse("expected arguments of visible ASCII, separated by single spaces");
        }
        return new Stanza(arguments, body());
    }

    private Bytes body() throws IOException, FormatException {
        int start = line + 1;
        StringBuilder text = new StringBuilder();
        String part;
        do {
            part = line();
            if (part.length() > Base64Lines.COLUMNS) {
                throw refuse("expected at most " + Base64Lines.COLUMNS + " columns in a stanza's body");
            }
            text.append(part);
        } while (part.length() == Base64Lines.COLUMNS);
        return Base64Lines.decode("age header line " + start, text.toString());
    }

    private Bytes mac(String text) throws FormatException {
        String place = "age header line " + line;
        if (!text.startsWith(Header.END + " ")) {
            throw refuse("expected '--- ' and the MAC");
        }
        Bytes mac = Base64Lines.decode(place, text.substring(Header.END.length() + 1));
        if (mac.size() != Header.MAC) {
            throw refuse("expected a MAC of " + Header.MAC + " bytes");
        }
        return mac;
    }

    /// A passphrase stanza vouches that someone who knew the passphrase wrote the file, so it stands alone.
    private void refuseCompany(List<Stanza> stanzas) throws FormatException {
        if (stanzas.size() > Header.MAX_STANZAS) {
            throw new FormatException("age header", "expected at most " + Header.MAX_STANZAS + " stanzas");
        }
        if (stanzas.size() > 1 && stanzas.stream().anyMatch(s -> s.type().equals(ScryptStanza.TYPE))) {
            throw new FormatException("age header", "expected a scrypt stanza to be the only stanza");
        }
    }

    /// One line without its line feed.
    private String line() throws IOException, FormatException {
        line++;
        int start = seen.length();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw refuse("expected more: the header ends too early");
            }
            if (seen.length() >= Header.MAX_BYTES - 1) {
                throw refuse("expected a header of at most " + Header.MAX_BYTES + " bytes");
            }
            seen.append((char) b);
        }
        seen.append('\n');
        return seen.substring(start, seen.length() - 1);
    }

    private static boolean isArgument(String text) {
        boolean visible = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            visible &= text.charAt(i) >= '!' && text.charAt(i) <= '~';
        }
        return visible;
    }

    private FormatException refuse(String expectation) {
        return new FormatException("age header line " + line, expectation);
    }
}
