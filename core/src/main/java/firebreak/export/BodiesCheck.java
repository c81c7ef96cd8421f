package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Event;
import firebreak.engine.Opened;
import firebreak.note.Author;
import firebreak.note.Forms;
import firebreak.note.LeafRef;
import firebreak.note.Statement;
import firebreak.record.Leaf;
import firebreak.seal.Envelope;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the signed objects and envelopes of one record against its leaves, in order, so that the versions in
/// force are known at each. What is not the content that a leaf commits to is a fault of the export. What is, and
/// breaks a rule, is what the record's owner signed: it is irregular, and not in force.
final class BodiesCheck {
    private final FileSource files;
    private final Faults faults;
    private final Faults irregular;
    private final Registry registry;
    private final Forms forms;
    private final PlaceRules rules;
    private final Disputes disputes;
    private final RecordTree tree;

    // Unknown before the first leaf and after a leaf whose body is not there and may have adopted something.
    private @Nullable Versions inForce;
    private long full;
    private long broken;

    BodiesCheck(
            FileSource files,
            Faults faults,
            Faults irregular,
            Registry registry,
            Forms forms,
            PlaceRules rules,
            Disputes disputes,
            RecordTree tree) {
        this.files = files;
        this.faults = faults;
        this.irregular = irregular;
        this.registry = registry;
        this.forms = forms;
        this.rules = rules;
        this.disputes = disputes;
        this.tree = tree;
    }

    /// Leaves whose content was found right.
    long full() {
        return full;
    }

    /// Leaves whose content is the owner's and breaks a rule.
    long broken() {
        return broken;
    }

    void leaf(long index, ChannelId channel, Listener listener) throws IOException {
        RecordEntry entry = tree.entry();
        Optional<Leaf> leaf = tree.leaf(index);
        if (leaf.isPresent() && entry.envelopes().contains(index)) {
            envelope(index, leaf.get());
        }
        if (leaf.isEmpty() || !entry.bodies().contains(index)) {
            forget(leaf);
            return;
        }
        Optional<BodyFile> body = body(index, leaf.get());
        if (body.isEmpty()) {
            forget(leaf);
            return;
        }
        if (registry.entries().isEmpty()) {
            return; // all that can be said of a body while the documents it rests on are damaged
        }
        LeafRef at = new LeafRef(entry.origin(), index, leaf.get().hash());
        Optional<Statement> statement = statement(at, leaf.get(), body.get());
        if (statement.isEmpty()) {
            return; // irregular, so it changes nothing
        }
        generation(index, statement.get());
        Optional<String> fault =
                rules.fault(entry, at, leaf.get(), statement.get()).or(() -> versionFault(entry, statement.get()));
        if (fault.isPresent()) {
            breaks(index, fault.get());
            return;
        }
        full++;
        disputes.said(
                entry,
                index,
                statement.get(),
                PlaceRules.author(entry, statement.get()).orElseThrow());
        listener.said(channel, at, statement.get());
    }

    /// The exporter's index says the generation that the record's first leaf does.
    private void generation(long index, Statement statement) {
        RecordEntry entry = tree.entry();
        boolean another = PlaceRules.author(entry, statement)
                .filter(author -> author.origin().equals(entry.origin()) && author.generation() != entry.generation())
                .isPresent();
        if (index == 0 && another) {
            faults.add(
                    RecordPath.INDEX,
                    "lists another generation of a record of " + entry.party() + " than it began with");
        }
    }

    /// A leaf without content may have adopted other versions, unless its type says that it has not.
    private void forget(Optional<Leaf> leaf) {
        boolean changesNothing = leaf.filter(known -> switch (known.type()) {
                    case NOTE, RECEIPT -> true;
                    case OPENING, ADOPTION, SUCCESSOR -> false;
                })
                .isPresent();
        inForce = changesNothing ? inForce : null;
    }

    private Optional<String> versionFault(RecordEntry entry, Statement statement) {
        Author author = PlaceRules.author(entry, statement).orElseThrow();
        Versions stated = Versions.stated(statement, author);
        if (inForce != null && !inForce.equals(stated)) {
            return Optional.of("it names other versions than those in force at its place in the record");
        }
        Optional<String> revoked = disputes.fault(entry, author);
        if (revoked.isPresent()) {
            return revoked;
        }
        inForce = stated.after(statement);
        return Optional.empty();
    }

    /// The content, where it is the one its leaf commits to.
    private Optional<BodyFile> body(long index, Leaf leaf) throws IOException {
        String file = tree.entry().path().body(index);
        Optional<Bytes> content = files.read(file, BodyFile.MAX_BYTES);
        if (content.isEmpty()) {
            return Optional.empty(); // blamed as missing already
        }
        try {
            BodyFile body = BodyFile.parse("body", content.get());
            if (Envelope.commitment(body.salt(), body.jws()).equals(leaf.commitment())) {
                return Optional.of(body);
            }
            faults.add(file, index, "is not the content its leaf commits to");
        } catch (FormatException malformed) {
            faults.add(file, index, malformed.reason());
        }
        return Optional.empty();
    }

    private Optional<Statement> statement(LeafRef at, Leaf leaf, BodyFile body) {
        return switch (Opened.check(body.jws(), body.salt(), leaf.commitment(), registry, forms)) {
            case Event.Opening.Good(Opened opened) -> Optional.of(opened.statement());
            case Event.Opening.Bad(String reason) -> {
                breaks(at.index(), reason);
                yield Optional.empty();
            }
            case Event.Opening.Locked _ -> throw new IllegalStateException("what is checked here lies open");
        };
    }

    private void breaks(long index, String rule) {
        irregular.add(tree.entry().path().body(index), index, rule);
        broken++;
    }

    private void envelope(long index, Leaf leaf) throws IOException {
        String file = tree.entry().path().envelope(index);
        Optional<Bytes> content = files.read(file, Envelope.MAX_BYTES);
        if (content.isPresent() && !Hash.of(content.get()).equals(leaf.envelope())) {
            faults.add(file, index, "is not the envelope its leaf commits to");
        }
    }
}
