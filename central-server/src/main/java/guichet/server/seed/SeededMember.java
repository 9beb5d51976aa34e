package guichet.server.seed;

import java.util.Optional;
import java.util.UUID;

/**
 * A member of the seed file, checked as far as the file alone allows.
 *
 * @param path where it stands, for a refusal
 * @param tenant the licencee
 * @param id the file's name for the member, unique in the licencee
 * @param name the person's name
 * @param mobile as written
 * @param email as written
 * @param status active, inactive or banned
 * @param password in clear, to be hashed
 */
public record SeededMember(String path, UUID tenant, String id, String name, Optional<String> mobile, Optional<String> email,
        String status,
        Optional<String> password) {
    /** Without what is personal. */
    @Override
    public String toString() {
        return "SeededMember[" + path + "]";
    }
}
