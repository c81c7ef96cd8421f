package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.PublicPair;
import firebreak.identity.RecordKeys;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// The keys of a party's node, always available to it.
///
/// @param signing for delivered and held receipts, openings, adoptions and successors
/// @param record for checkpoints only
/// @param tls SHA-256 of the SubjectPublicKeyInfo of the node's TLS key (pin, RFC 7858 style)
/// @param addresses where other members reach it, `https://host:port`, in order of preference
public record NodeEntry(PublicPair signing, RecordKeys record, Hash tls, List<String> addresses) {
    public static final int MAX_ADDRESSES = 8;
    private static final int MOST_PORT = 65_535;

    public NodeEntry {
        addresses = List.copyOf(addresses);
    }

    public Json toJson() {
        return Json.object()
                .with("signing", signing.toJson())
                .with("record", record.toJson())
                .with("tls", tls)
                .with("addresses", Json.strings(addresses))
                .build();
    }

    public static NodeEntry read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        NodeEntry node = new NodeEntry(
                fields.required("signing", PublicPair::read),
                fields.required("record", RecordKeys::read),
                fields.hash("tls"),
                Limits.list(fields, "addresses", 0, MAX_ADDRESSES, NodeEntry::address));
        fields.done();
        return node;
    }

    private static String address(String place, Json value) throws FormatException {
        return address(place, Fields.asString(place, value));
    }

    /// An address as a manifest may say it: `https`, a host and a port, and nothing more.
    public static String address(String place, String text) throws FormatException {
        try {
            URI uri = new URI(text);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() <= MOST_PORT
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException notAnAddress) {
            // falls through to the one refusal below
        }
        throw new FormatException(place, "expected an address such as https://node.example:7443");
    }
}
