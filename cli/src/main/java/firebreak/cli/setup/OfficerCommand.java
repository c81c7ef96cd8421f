package firebreak.cli.setup;

import firebreak.charter.Mode;
import firebreak.charter.PostCode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Reload;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.home.Officer;
import firebreak.node.home.Officers;
import firebreak.node.home.Passphrases;
import firebreak.node.home.PasswordHash;
import firebreak.node.home.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firebreak officer`: the people who may sign in at a node.
public final class OfficerCommand {
    private OfficerCommand() {}

    private static PasswordHash password(World world, Home home, Optional<Path> file, String name)
            throws IOException, FormatException, Refusal {
        Mode mode = home.config().mode();
        Passphrases source = Passphrases.password(file.map(world::path), world.prompt());
        try (Secret password = source.fresh("officer " + name)) {
            Secrets.requireStrong(mode, password, "officer " + name);
            int exponent = mode == Mode.LIVE ? PasswordHash.LIVE_EXPONENT : PasswordHash.EXERCISE_EXPONENT;
            return PasswordHash.of(password, exponent, world.random());
        }
    }

    private static Json told(String name) {
        return Json.object().with("officer", name).build();
    }

    private static Officer known(Home home, String name) throws IOException, FormatException, Refusal {
        return home.officers()
                .officer(name)
                .orElseThrow(() ->
                        new Refusal("no officer is called " + name + " here: firebreak officer list --home " + home));
    }

    /// `firebreak officer add`.
    @Command(
            name = "add",
            description = {
                "Let a person sign in and act for posts. Roles: watch (read, acknowledge, unlock), draft, release.",
                "A note is always drafted and released by two different people."
            },
            footer = {
                "",
                "Example:",
                "  firebreak officer add ivanova --home /srv/ru --role draft --role watch \\",
                "      --post RU-MOD"
            })
    public static final class Add extends HomeAct {
        @Parameters(paramLabel = "NAME", description = "What the officer signs in with.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "watch, draft or release; may be given again.")
        private List<String> roles = List.of();

        @Option(
                names = "--post",
                required = true,
                paramLabel = "CODE",
                description = "A post of this home; may be given again.")
        private List<String> posts = List.of();

        @Option(names = "--password-file", paramLabel = "FILE", description = "The first line is the password.")
        private @Nullable Path file;

        public Add(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Officer.checkName("NAME", name);
            if (at.officers().officer(name).isPresent()) {
                throw new Refusal("an officer is called " + name + " already; nothing was changed");
            }
            SortedSet<Role> may = new TreeSet<>();
            for (String role : roles) {
                may.add(Role.parse("--role", role));
            }
            Officer officer = new Officer(name, may, posts(at), password(world, at, Optional.ofNullable(file), name));
            at.write(at.officers().with(officer));
            answer(told(name), List.of("Added " + name + ". " + Reload.ask(at)));
            return Exit.DONE;
        }

        private SortedSet<PostCode> posts(Home at) throws IOException, FormatException, Refusal {
            SortedSet<PostCode> own = new TreeSet<>();
            for (String post : posts) {
                PostCode code = PostCode.parse("--post", post);
                if (at.publicKeys().post(code).isEmpty()) {
                    throw new Refusal("this home has no post " + code + ": firebreak post list --home " + at);
                }
                own.add(code);
            }
            return own;
        }
    }

    /// `firebreak officer list`.
    @Command(
            name = "list",
            description = "List who may sign in, with roles and posts.",
            footer = {"", "Example:", "  firebreak officer list --home /srv/ru"})
    public static final class Listing extends HomeAct {
        public Listing(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Officers officers = home().officers();
            if (json()) {
                say(Json.object()
                        .with("officers", Json.list(officers.all(), Listing::row))
                        .build());
            } else {
                officers.all()
                        .forEach(officer ->
                                say("%-20s %-24s %s".formatted(officer.name(), words(officer), joined(officer))));
            }
            return Exit.DONE;
        }

        private static Json row(Officer officer) {
            return Json.object()
                    .with("name", officer.name())
                    .with("roles", Json.list(officer.roles(), role -> Json.of(role.word())))
                    .with("posts", Json.list(officer.posts(), PostCode::toJson))
                    .build();
        }

        private static String words(Officer officer) {
            return String.join(", ", officer.roles().stream().map(Role::word).toList());
        }

        private static String joined(Officer officer) {
            return String.join(
                    ", ", officer.posts().stream().map(PostCode::value).toList());
        }
    }

    /// `firebreak officer remove`.
    @Command(
            name = "remove",
            description = "No longer let a person sign in. What they released stays.",
            footer = {"", "Example:", "  firebreak officer remove --home /srv/ru ivanova"})
    public static final class Remove extends HomeAct {
        @Parameters(paramLabel = "NAME", description = "Whom.")
        private String name = "";

        public Remove(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            at.write(at.officers().without(known(at, name).name()));
            answer(told(name), List.of("Removed " + name + ". " + Reload.ask(at)));
            return Exit.DONE;
        }
    }

    /// `firebreak officer password`.
    @Command(
            name = "password",
            description = "Give an officer a new password.",
            footer = {"", "Example:", "  firebreak officer password --home /srv/ru ivanova"})
    public static final class Password extends HomeAct {
        @Parameters(paramLabel = "NAME", description = "Whose.")
        private String name = "";

        @Option(names = "--password-file", paramLabel = "FILE", description = "The first line is the new password.")
        private @Nullable Path file;

        public Password(World world) {
            super(world);
        }

        @Override
        protected int act() throws Refusal, FormatException, IOException {
            Home at = home();
            Officer officer = known(at, name);
            at.write(at.officers().with(officer.withPassword(password(world, at, Optional.ofNullable(file), name))));
            answer(told(name), List.of("The password of " + name + " is changed. " + Reload.ask(at)));
            return Exit.DONE;
        }
    }
}
