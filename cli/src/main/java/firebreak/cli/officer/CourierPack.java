package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak courier pack`. Packing takes nothing away: what is packed stays due until the member's receipts say that
/// it has it, by whatever way they come.
@Command(
        name = "pack",
        description = "Pack all that a member has not taken yet, for a courier.",
        footer = {
            "",
            "A folder (there already, or PATH ends in /) gets one file for each parcel;",
            "otherwise PATH becomes one file. Whoever carries it can neither read nor alter",
            "it, and carrying it twice does no harm.",
            "",
            "Examples:",
            "  firebreak courier pack --member UK --to /media/stick/ --home ru",
            "  firebreak courier pack --member UK --to for-uk.bundle --home ru"
        })
final class CourierPack extends ConsoleCommand {
    @Option(names = "--member", paramLabel = "PARTY", required = true, description = "Whom it is for, for example UK.")
    private String member = "";

    @Option(names = "--to", paramLabel = "PATH", required = true, description = "A folder, or a file.")
    private String to = "";

    CourierPack(World world) {
        super(world);
    }

    @Override
    int act(Home home, NodeClient node, String token) throws Refusal, IOException, FormatException {
        if (!member.matches("[A-Z0-9]{1,40}")) {
            throw new Refusal(Exit.USAGE, "--member: expected the code of a party, for example UK");
        }
        List<Bytes> parcels = parcels(node, token);
        List<String> files = parcels.isEmpty() ? List.of() : write(parcels);
        answer(
                Json.object()
                        .with("member", member)
                        .with("parcels", parcels.size())
                        .with("files", Json.strings(files))
                        .build(),
                told(parcels.size(), files));
        return Exit.DONE;
    }

    /// All that waits, page by page.
    private List<Bytes> parcels(NodeClient node, String token) throws Refusal, IOException, FormatException {
        String path = "/v1/console/courier?" + NodeClient.query("member", member);
        List<Bytes> parcels = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            Fields page = Fields.of("courier", node.get(path + after, token).json());
            for (String parcel : page.strings("parcels")) {
                parcels.add(Bytes.parseBase64Url("courier.parcels", parcel));
            }
            more = page.bool("more");
            if (more) {
                after = NodeClient.onward(
                        "courier.last",
                        after,
                        page.optional("last", CourierPack::query).orElse(""));
            }
        }
        return parcels;
    }

    private static String query(String place, Json last) throws FormatException {
        Fields fields = Fields.of(place, last);
        return "&" + NodeClient.query("origin", fields.string("origin")) + "&index=" + fields.integer("index");
    }

    private List<String> write(List<Bytes> parcels) throws IOException, FormatException {
        Path path = world.path(Path.of(to));
        if (Files.isDirectory(path) || to.endsWith("/") || to.endsWith(File.separator)) {
            return ParcelFiles.writeFolder(path, parcels);
        }
        return ParcelFiles.writeBundles(path, parcels);
    }

    private List<String> told(int parcels, List<String> files) {
        if (parcels == 0) {
            return List.of("Nothing waits for " + member + ": nothing was written");
        }
        List<String> lines = new ArrayList<>();
        lines.add(parcels + (parcels == 1 ? " parcel" : " parcels") + " for " + member + " in " + to);
        boolean folder = files.getFirst().endsWith(ParcelFiles.PARCEL);
        if (!folder && files.size() > 1) {
            lines.add("They need " + files.size() + " files: " + String.join(", ", files));
        }
        lines.add("There: firebreak courier unpack " + (folder ? to : String.join(" ", files)) + " --home HOME");
        return lines;
    }
}
