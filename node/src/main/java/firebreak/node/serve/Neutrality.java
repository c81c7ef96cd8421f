package firebreak.node.serve;

import firebreak.charter.PartyCode;
import firebreak.node.http.Route;
import firebreak.node.mailbox.Collecting;
import firebreak.node.mailbox.Depositing;
import firebreak.node.mailbox.MailboxDesk;
import firebreak.node.mailbox.Tendering;
import firebreak.node.run.Node;
import firebreak.node.witness.CosignedRoutes;
import firebreak.node.witness.Cosigning;
import firebreak.node.witness.Hearing;
import firebreak.node.witness.WitnessDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a node does as a neutral for others, and with the neutrals of its own channels: witnesses and mailboxes.
final class Neutrality implements AutoCloseable {
    private final Node node;
    private final WitnessDesk witness;
    private final MailboxDesk mailbox;
    private final Cosigning cosigning;
    private final Hearing hearing;
    private final Depositing depositing;
    private final Collecting collecting;

    private Neutrality(Node node, WitnessDesk witness, PartyCode party) {
        this.node = node;
        this.witness = witness;
        mailbox = new MailboxDesk(node, party);
        cosigning = Cosigning.start(node);
        hearing = Hearing.start(node);
        depositing = Depositing.start(node, cosigning);
        collecting = Collecting.start(node, party);
    }

    /// @param signed what this witness has signed, outside the home
    static Neutrality start(Node node, Path signed, PartyCode party) throws IOException {
        return new Neutrality(node, WitnessDesk.start(node, signed, party), party);
    }

    /// What other nodes ask of it.
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(witness.routes());
        routes.addAll(mailbox.routes());
        routes.add(new CosignedRoutes(node).route());
        return routes;
    }

    Cosigning cosigning() {
        return cosigning;
    }

    Tendering tendering() {
        return new Tendering(cosigning, depositing);
    }

    /// Asks and brings nothing more; what others ask is answered until [#close].
    void rest() {
        collecting.close();
        depositing.close();
        cosigning.close();
        hearing.close();
    }

    /// After the node has closed, so that nothing is signed any more.
    @Override
    public void close() throws IOException {
        rest();
        witness.close();
    }
}
