package firebreak.sim.check;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.Bytes;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Algorithm;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.VerifyingKey;
import firebreak.note.Author;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Both signatures are required: every statement that an honest node has taken up bears the Ed25519 and the
/// ML-DSA-65 signature of each author, under the manifest it names. Verified line by line, without the core's
/// own check; each signed object once.
final class BothSignatures implements Checker {
    private final Truth truth;
    private final Set<Bytes> good = new HashSet<>();

    BothSignatures(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Wrote(PartyCode node, List<Write> writes, var _)) {
            for (Write write : writes) {
                if (write instanceof Write.Put(Table table, String _, Bytes body) && table == Table.BODY) {
                    Jws signed = Rows.signed(body);
                    if (good.add(signed.bytes())) {
                        Rows.statement(signed).authors().forEach(author -> check(node, signed, author));
                    }
                }
            }
        }
    }

    private void check(PartyCode node, Jws signed, Author author) {
        PublicPair keys = keys(node, author);
        for (Algorithm algorithm : List.of(Algorithm.ED25519, Algorithm.ML_DSA_65)) {
            boolean holds =
                    keys.key(algorithm).filter(key -> holds(signed, key)).isPresent();
            if (!holds) {
                throw new Violation(
                        Invariant.BOTH_SIGNATURES_ARE_REQUIRED,
                        node + " took up a statement without a good " + algorithm + " signature of " + author.party());
            }
        }
    }

    private static boolean holds(Jws signed, VerifyingKey key) {
        return signed.line(key.id())
                .filter(line -> line.algorithm().equals(key.algorithm())
                        && key.verify(line.signingInput(signed.payload()), line.signature()))
                .isPresent();
    }

    private PublicPair keys(PartyCode node, Author author) {
        Optional<Manifest> manifest =
                truth.manifest(author.manifest()).filter(known -> known.party().equals(author.party()));
        if (manifest.isEmpty()) {
            throw new Violation(
                    Invariant.BOTH_SIGNATURES_ARE_REQUIRED,
                    node + " took up a statement that names no manifest of " + author.party());
        }
        return author.post()
                .map(post -> manifest.get().post(post).map(PostEntry::signing))
                .orElse(Optional.of(manifest.get().node().signing()))
                .orElseThrow(() -> new Violation(
                        Invariant.BOTH_SIGNATURES_ARE_REQUIRED,
                        node + " took up a statement of a post that is not in its manifest"));
    }
}
