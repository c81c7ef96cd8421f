package firebreak.verifier.paper;

import firebreak.verifier.text.Hash;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where an export keeps the documents that a channel rests on (spec/export.md, Files).
public final class DocumentPaths {
    private DocumentPaths() {}

    /// By path: the agreement's versions, the manifests and revocations of its members and neutrals, and the charters
    /// these belong to, each kind numbered by version, then hash.
    public static Map<String, Hash> of(Papers papers, Hash channel) {
        Set<String> chains = chains(papers, channel);
        Map<String, Hash> paths = new TreeMap<>();
        Map<String, Integer> numbers = new TreeMap<>();
        for (Papers.Admitted paper : papers.inOrder().toList()) {
            if (chains.contains(paper.chain())) {
                String folder = folder(paper.document());
                int number = numbers.merge(folder, 1, Integer::sum);
                paths.put(folder + String.format(Locale.ROOT, "%04d.json", number), paper.hash());
            }
        }
        return paths;
    }

    private static Set<String> chains(Papers papers, Hash channel) {
        List<Agreement> agreements = papers.agreements(channel);
        Set<String> chains = new TreeSet<>(List.of("channel " + channel));
        for (Hash charter : papers.charters(agreements)) {
            chains.add("charter " + charter);
            agreements.stream().flatMap(Agreement::neutrals).forEach(neutral -> addParty(chains, charter, neutral));
        }
        for (Agreement agreement : agreements) {
            for (Agreement.Member member : agreement.members()) {
                Hash charter = papers.manifest(member.manifest()).orElseThrow().charter();
                addParty(chains, charter, member.party());
            }
        }
        return chains;
    }

    private static void addParty(Set<String> chains, Hash charter, String party) {
        chains.add("manifest " + charter + " " + party);
        chains.add("revocation " + charter + " " + party);
    }

    private static String folder(Document document) {
        return switch (document) {
            case Charter _ -> "charter/";
            case Manifest manifest -> "manifest/" + manifest.party() + "/";
            case Revocation revocation -> "revocation/" + revocation.party() + "/";
            case Agreement _ -> "agreement/";
        };
    }
}
