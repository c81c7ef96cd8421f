package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.paper.Manifest;
import firebreak.verifier.said.Author;
import firebreak.verifier.said.Form;
import firebreak.verifier.said.Statement;
import firebreak.verifier.said.Statement.Says;
import firebreak.verifier.sign.KeyPair;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Leaf;
import java.io.IOException;
import java.util.Optional;

/// Checks the signed objects and envelopes of one record, leaf by leaf (spec/export.md, Checking, 5). Content that is
/// not
/// the leaf's is a fault of the export; content that breaks a rule is what the owner signed, and irregular.
final class Bodies {
    private static final Bytes COMMITMENT = Bytes.ofText("firebreak/commitment/v1\0");
    private static final int MOST_BYTES = SignedObject.MOST_BYTES + 256;
    private static final int MOST_ENVELOPE = 524_368;
    private static final int SALT = 32;

    private final Files files;
    private final Findings faults;
    private final Findings irregular;
    private final Documents documents;
    private final PlaceRules rules;
    private final HeldRecord record;

    // Not known before the first leaf, and after one whose content is not here and may have adopted something.
    private Optional<Versions> inForce = Optional.empty();
    private long right;
    private long broken;

    Bodies(Files files, Findings faults, Findings irregular, Documents documents, PlaceRules rules, HeldRecord record) {
        this.files = files;
        this.faults = faults;
        this.irregular = irregular;
        this.documents = documents;
        this.rules = rules;
        this.record = record;
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
            envelope(index, leaf.get());
        }
        Optional<Bytes> content =
                leaf.isPresent() && entry.bodies().contains(index) ? content(index, leaf.get()) : Optional.empty();
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

    private void envelope(long index, Leaf leaf) throws IOException {
        String path = record.entry().envelope(index);
        Optional<Bytes> content = files.read(path, MOST_ENVELOPE);
        if (content.isPresent() && !Hash.of(content.get()).equals(leaf.envelope())) {
            faults.add(path, index, "is not the envelope its leaf commits to");
        }
    }

    /// The signed object, where it is the one that the leaf commits to.
    private Optional<Bytes> content(long index, Leaf leaf) throws IOException {
        String path = record.entry().body(index);
        Optional<Bytes> content = files.read(path, MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            Members body = Members.of("body", Canonical.read("body", content.get(), MOST_BYTES));
            Json signed = body.need("jws", (_, value) -> value);
            Bytes salt = body.bytes("salt");
            body.end();
            if (salt.size() != SALT) {
                throw new Malformed("body.salt", "expected " + SALT + " bytes");
            }
            Bytes exact = Canonical.write(signed);
            if (Hash.of(COMMITMENT, salt, exact).equals(leaf.commitment())) {
                return Optional.of(exact);
            }
            faults.add(path, index, "is not the content its leaf commits to");
        } catch (Malformed malformed) {
            faults.add(path, index, malformed.reason());
        }
        return Optional.empty();
    }

    /// Why the content is not in force; nothing where it is, and what it adopts applies from the next leaf on.
    private Optional<String> objection(long index, Leaf leaf, Bytes content) {
        try {
            SignedObject signed = SignedObject.read("signed object", content);
            Statement statement = Statement.read(signed.payload());
            return unsigned(statement, signed)
                    .or(() -> unfilled(statement))
                    .or(() -> misplaced(index, leaf, statement));
        } catch (Malformed malformed) {
            return Optional.of(malformed.reason());
        }
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
        if (!(statement.says() instanceof Says.Note(var content))) {
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
