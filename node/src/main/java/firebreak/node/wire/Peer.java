package firebreak.node.wire;

import firebreak.encoding.Hash;

/// Where another member's node listens and which key it must show there, both from its manifest.
///
/// @param host name or address; never sent to anyone (no SNI, no HTTP Host)
/// @param spki the one key accepted, see [TlsIdentity#spkiHash]; another key means another peer
public record Peer(String host, int port, Hash spki) {
    public Peer {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a peer needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
    }

    /// For people: `host:port`.
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
