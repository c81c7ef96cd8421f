package firebreak.verifier.export;

import firebreak.verifier.clock.Ledger;
import firebreak.verifier.paper.Agreement;
import firebreak.verifier.paper.Manifest;
import firebreak.verifier.said.Author;
import firebreak.verifier.said.Form;
import firebreak.verifier.said.LeafName;
import firebreak.verifier.said.Statement;
import firebreak.verifier.said.Statement.Says;
import firebreak.verifier.sign.KeyPair;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Leaf;
import java.io.IOException;
import java.util.Optional;

/// Checks the signed objects and envelopes of one record, leaf by leaf (spec/export.md, Checking, 5). Content that is
/// not
/// the leaf's is a fault of the export; content that breaks a rule is what the owner signed, and irregular.
final class Bodies {
    private final BodyFiles files;
    private final Findings faults;
    private final Findings irregular;
    private final Documents documents;
    private final PlaceRules rules;
    private final Disputes disputes;
    private final HeldRecord record;
    private final Ledger ledger;

    // Not known before the first leaf, and after one whose content is not here and may have adopted something.
    private Optional<Versions> inForce = Optional.empty();
    private long right;
    private long broken;

    /// @param ledger takes what is in force
    Bodies(
            Files files,
            Findings faults,
            Findings irregular,
            Documents documents,
            PlaceRules rules,
            Disputes disputes,
            HeldRecord record,
            Ledger ledger) {
        this.files = new BodyFiles(files, faults, record.entry());
        this.faults = faults;
        this.irregular = irregular;
        this.documents = documents;
        this.rules = rules;
        this.disputes = disputes;
        this.record = record;
        this.ledger = ledger;
    }

    /// Leaves whose content is right in every way.
    long right() {
        return right;
    }

    /// Leaves whose content is the owner's and irregular.
    long broken() {
        return broken;
    }

    void check(long index) throws IOException {
        Entry entry = record.entry();
        Optional<Leaf> leaf = record.leaf(index);
        if (leaf.isPresent() && entry.envelopes().contains(index)) {
            files.envelope(index, leaf.get());
        }
        Optional<Bytes> content = leaf.isPresent() && entry.bodies().contains(index)
                ? files.content(index, leaf.get())
                : Optional.empty();
        if (content.isEmpty()) {
            Optional<Leaf.Type> type = leaf.map(Leaf::type);
            boolean adoptsNothing =
                    type.equals(Optional.of(Leaf.Type.NOTE)) || type.equals(Optional.of(Leaf.Type.RECEIPT));
            inForce = adoptsNothing ? inForce : Optional.empty();
        } else if (!documents.papers().isEmpty()) {
            Optional<String> objection = objection(index, leaf.orElseThrow(), content.get());
            objection.ifPresent(rule -> irregular.add(entry.body(index), index, rule));
            broken += objection.isPresent() ? 1 : 0;
            right += objection.isPresent() ? 0 : 1;
        }
    }

    /// Why the content is not in force; nothing where it is, and what it adopts applies from the next leaf on.
    private Optional<String> objection(long index, Leaf leaf, Bytes content) {
        try {
            SignedObject signed = SignedObject.read("signed object", content);
            Statement statement = Statement.read(signed.payload());
            Optional<String> objection = unsigned(statement, signed)
                    .or(() -> unfilled(statement))
                    .or(() -> misplaced(index, leaf, statement));
            if (objection.isEmpty()) {
                tell(index, signed.payload(), statement);
            }
            return objection;
        } catch (Malformed malformed) {
            return Optional.of(malformed.reason());
        }
    }

    private void tell(long index, Bytes payload, Statement statement) {
        LeafName name =
                new LeafName(record.entry().origin(), index, record.tree().leaf(index));
        int version = documents
                .papers()
                .agreement(statement.place().agreement())
                .orElseThrow()
                .number();
        Optional<Form> form = statement.says() instanceof Says.Note(String _, var content)
                ? documents.form(content.formHash())
                : Optional.empty();
        ledger.add(name, Hash.of(payload), statement, version, form);
    }

    private Optional<String> misplaced(long index, Leaf leaf, Statement statement) {
        Entry entry = record.entry();
        generation(index, statement);
        Optional<String> misplaced = rules.objection(entry, index, leaf.type(), statement);
        if (misplaced.isPresent()) {
            return misplaced;
        }
        Author author = statement.author(entry.party()).orElseThrow();
        Versions named = Versions.named(statement, author);
        if (inForce.isPresent() && !inForce.get().equals(named)) {
            return Optional.of("it names other versions than those in force at its place in the record");
        }
        if (disputes.isRevoked(entry, author)) {
            return Optional.of("it is signed with a key that its owner revoked before");
        }
        disputes.add(entry, index, statement, author);
        inForce = Optional.of(named.after(statement));
        return Optional.empty();
    }

    /// Every author has signed with both keys of the manifest it names, under the algorithms of the agreement named.
    private Optional<String> unsigned(Statement statement, SignedObject signed) {
        Optional<Agreement> agreement =
                documents.papers().agreement(statement.place().agreement());
        if (agreement.isEmpty()) {
            return Optional.of("it names an agreement that is not in this export");
        }
        for (Author author : statement.authors()) {
            Optional<KeyPair> keys = keys(statement, author);
            if (keys.isEmpty()) {
                return Optional.of(
                        "it names a manifest of " + author.party() + " that has no keys for it at that time");
            }
            if (!signed.isSignedBy(keys.get(), agreement.get().algorithms())) {
                return Optional.of("the signature of " + author.party() + " does not hold");
            }
        }
        return Optional.empty();
    }

    private Optional<KeyPair> keys(Statement statement, Author author) {
        Optional<Manifest> manifest = documents
                .papers()
                .manifest(author.manifest())
                .filter(named -> named.party().equals(author.party()));
        return author.post().isEmpty()
                ? manifest.map(named -> named.node().signing())
                : manifest.flatMap(named -> named.post(author.post().get()))
                        .filter(post -> post.isValidAt(statement.at()))
                        .map(Manifest.Post::signing);
    }

    private Optional<String> unfilled(Statement statement) {
        if (!(statement.says() instanceof Says.Note(String _, var content))) {
            return Optional.empty();
        }
        Optional<Form> form = documents.form(content.formHash());
        return form.isEmpty()
                ? Optional.of("it is filled in a form that is not in this export")
                : form.get().objection(content);
    }

    /// The exporter's index says the generation that the record's first leaf does.
    private void generation(long index, Statement statement) {
        Entry entry = record.entry();
        boolean another = statement
                .author(entry.party())
                .filter(author -> author.origin().equals(entry.origin()) && author.generation() != entry.generation())
                .isPresent();
        if (index == 0 && another) {
            faults.add(Index.PATH, "lists another generation of a record than it began with");
        }
    }
}
