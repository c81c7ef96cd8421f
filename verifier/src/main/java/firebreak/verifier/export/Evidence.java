package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Fork;
import firebreak.verifier.tree.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Checks the fork evidence of an export (spec/export.md, Checking, 10).
record Evidence(Files files, Findings faults, List<Agreement> agreements) {
    /// What each file of evidence proves; one that proves nothing is a fault.
    List<Result.Proof> proofs(Index index) throws IOException {
        List<Result.Proof> forks = new ArrayList<>();
        for (String path : agreements.isEmpty() ? List.<String>of() : index.under("evidence/")) {
            Optional<Bytes> content = files.read(path, Fork.MOST_BYTES);
            if (content.isPresent() && !faults.has(path)) {
                try {
                    fork(path, Fork.read("evidence", content.get())).ifPresent(forks::add);
                } catch (Malformed malformed) {
                    faults.add(path, malformed.reason());
                }
            }
        }
        return forks;
    }

    private Optional<Result.Proof> fork(String path, Fork fork) {
        TreeSet<String> parties = new TreeSet<>();
        agreements.forEach(agreement -> agreement.members().forEach(member -> parties.add(member.party())));
        Origin origin = fork.first().origin();
        for (String party : parties) {
            for (RecordKeys keys : CheckpointCheck.keys(agreements, party)) {
                if (fork.first().signedAt(keys).isPresent()) {
                    String refused = fork.refused(origin, keys);
                    if (refused.isEmpty()) {
                        return Optional.of(new Result.Proof(path, party, origin.text(), fork.sentence()));
                    }
                    faults.add(path, "proves no fork: " + refused);
                    return Optional.empty();
                }
            }
        }
        faults.add(path, "is not signed with the record keys of any member");
        return Optional.empty();
    }
}
