package guichet.console.counter;

/**
 * One hit of a search.
 *
 * @param card serial of the member's card, empty when none
 */
public record MemberLine(String memberId, String name, String mobile, String card) {
}
