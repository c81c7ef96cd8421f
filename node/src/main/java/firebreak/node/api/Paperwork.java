package firebreak.node.api;

import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.node.home.Documents;
import firebreak.node.home.Home;
import firebreak.node.home.JoinedCharter;
import firebreak.node.run.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The signed documents that lie in a node's home, on their way into the node.
public final class Paperwork {
    private Paperwork() {}

    /// @return what was refused, with the reason
    /// @throws IOException when the home cannot be read
    public static List<String> takeIn(Node node, Home home) throws IOException {
        List<String> refused = new ArrayList<>();
        List<Jws> documents = new ArrayList<>();
        for (Documents.Item item : home.documents().read()) {
            switch (item) {
                case Documents.Signed signed -> documents.add(signed.jws());
                case Documents.Broken broken -> refused.add(broken.file().getFileName() + ": " + broken.reason());
            }
        }
        refused.addAll(node.takeIn(charters(home), documents));
        return List.copyOf(refused);
    }

    private static Map<Hash, PartyCode> charters(Home home) throws IOException {
        Map<Hash, PartyCode> charters = new TreeMap<>();
        try {
            for (JoinedCharter charter : home.charters()) {
                charters.put(charter.fingerprint(), charter.party());
            }
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
        return charters;
    }
}
