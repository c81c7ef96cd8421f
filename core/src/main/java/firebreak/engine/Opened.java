package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.Manifest;
import firebreak.charter.NodeEntry;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.SignatureCheck;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.seal.Envelope;
import java.util.List;
import java.util.Optional;

/// A statement that was opened and whose signatures were checked: every author has signed with both keys of
/// the manifest it names, under the algorithms of the agreement it names. It cannot be had otherwise.
/// Whether it fits the place where it lay is still to be judged.
public final class Opened {
    /// How a reason ends that a document arriving later can mend.
    static final String NOT_KNOWN = "that is not known here";

    private final Statement statement;
    private final Jws signed;
    private final Bytes salt;

    private Opened(Statement statement, Jws signed, Bytes salt) {
        this.statement = statement;
        this.signed = signed;
        this.salt = salt;
    }

    public Statement statement() {
        return statement;
    }

    public Jws signed() {
        return signed;
    }

    public Bytes salt() {
        return salt;
    }

    /// Checks what an envelope held.
    ///
    /// @param commitment what the leaf commits to
    public static Event.Opening check(Bytes signed, Bytes salt, Hash commitment, Registry registry, Forms forms) {
        if (!Envelope.commitment(salt, signed).equals(commitment)) {
            return new Event.Opening.Bad("the content is not the one its leaf commits to");
        }
        try {
            Jws jws = Jws.parse("signed object", signed);
            Statement statement = Statement.parse("statement", jws.payload());
            Optional<String> fault = fault(statement, jws, registry).or(() -> formFault(statement, forms));
            return fault.isPresent()
                    ? new Event.Opening.Bad(fault.get())
                    : new Event.Opening.Good(new Opened(statement, jws, salt));
        } catch (FormatException malformed) {
            return new Event.Opening.Bad(malformed.reason());
        }
    }

    /// What is wrong with the signatures of a statement; nothing when every author has signed.
    static Optional<String> fault(Statement statement, Jws jws, Registry registry) {
        Optional<Agreement> agreement = registry.agreement(statement.place().agreement());
        if (agreement.isEmpty()) {
            return Optional.of("it names a channel agreement " + NOT_KNOWN);
        }
        for (Author author : statement.authors()) {
            Optional<Manifest> manifest = registry.manifest(author.manifest());
            if (manifest.isEmpty()) {
                return Optional.of("it names a manifest of " + author.party() + " " + NOT_KNOWN);
            }
            Optional<String> fault = keyFault(statement, author, manifest.get());
            if (fault.isPresent()) {
                return fault;
            }
            PublicPair keys = keysOf(author, manifest.get());
            if (SignatureCheck.check(jws, keys, agreement.get().algorithms())
                    instanceof SignatureCheck.Invalid invalid) {
                return Optional.of("the signature of " + name(author) + " does not hold: " + words(invalid));
            }
        }
        return Optional.empty();
    }

    static Optional<String> formFault(Statement statement, Forms forms) {
        if (!(statement instanceof Note note)) {
            return Optional.empty();
        }
        Optional<Form> form = forms.form(note.content().formHash());
        if (form.isEmpty()) {
            return Optional.of("it is filled in a form " + NOT_KNOWN);
        }
        List<String> faults = form.get().faults(note.content());
        return faults.isEmpty() ? Optional.empty() : Optional.of("its form is filled wrongly: " + faults.getFirst());
    }

    private static Optional<String> keyFault(Statement statement, Author author, Manifest manifest) {
        if (!manifest.party().equals(author.party())) {
            return Optional.of("it names a manifest of another party for " + author.party());
        }
        boolean byNode = switch (statement) {
            case Receipt receipt -> receipt.kind().byNode();
            case Note _ -> false;
            case Opening _, Adoption _, Successor _ -> true;
        };
        if (byNode != author.post().isEmpty()) {
            return Optional.of("it is signed by " + name(author) + ", which may not sign this type");
        }
        Optional<PostEntry> post = author.post().flatMap(manifest::post);
        if (author.post().isPresent() && post.isEmpty()) {
            return Optional.of("the post " + author.post().get() + " is not in the manifest it names");
        }
        return post.isPresent() && !post.get().validAt(statement.at())
                ? Optional.of("the keys of " + author.post().get() + " are not valid at the time it states")
                : Optional.empty();
    }

    private static PublicPair keysOf(Author author, Manifest manifest) {
        NodeEntry node = manifest.node();
        return author.post().flatMap(manifest::post).map(PostEntry::signing).orElse(node.signing());
    }

    private static String words(SignatureCheck.Invalid invalid) {
        return switch (invalid.reason()) {
            case MISSING -> "there is no " + invalid.algorithm() + " signature with its key";
            case OTHER_ALGORITHM -> "a line with its " + invalid.algorithm() + " key names another algorithm";
            case BAD_SIGNATURE -> "the " + invalid.algorithm() + " signature is wrong";
        };
    }

    private static String name(Author author) {
        PartyCode party = author.party();
        return author.post().map(PostCode::value).orElse("the node of " + party);
    }
}
