package guichet.desk.counter;

import java.util.List;

/**
 * The member on the left of the counter.
 *
 * @param mobile as shown to an operator, may be masked
 * @param tier empty when none
 * @param labels free labels of the licencee
 * @param flags warnings, shown in front
 * @param mayCollect names of those who may collect for the member
 */
public record Person(String id, String name, String mobile, String tier, List<String> labels, List<String> flags,
        List<String> mayCollect) {
    public Person {
        labels = List.copyOf(labels);
        flags = List.copyOf(flags);
        mayCollect = List.copyOf(mayCollect);
    }
}
