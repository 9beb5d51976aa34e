package guichet.server.seed;

import java.util.List;
import java.util.Optional;

/** The seed file as it is written. Its words are in docs/seed.md; other keys are refused. */
record SeedDocument(Optional<List<Licencee>> licencees, Optional<List<Location>> locations, Optional<List<Admin>> admins,
        Optional<List<Operator>> operators, Optional<List<Member>> members, Optional<List<Member>> customers,
        Optional<List<Card>> cards) {

    record Licencee(String id, String name) {
    }

    record Location(String id, Optional<String> licencee, String name, String zone, int gamingDayStartHour, String currency) {
    }

    record Admin(String id, Optional<String> licencee, String login, String name, String secret) {
    }

    record Operator(String id, Optional<String> licencee, String login, String name, String role, String secret,
            Optional<Boolean> readOnly,
            Optional<Boolean> allLocations, Optional<List<String>> locations, Optional<String> state) {
    }

    record Member(String id, Optional<String> licencee, String name, Optional<String> mobile, Optional<String> email,
            Optional<String> status,
            Optional<String> password) {
    }

    record Card(String serial, Optional<String> licencee, String status, Optional<String> owner, Optional<String> location,
            Optional<String> expiry, Optional<String> balance) {
    }
}
