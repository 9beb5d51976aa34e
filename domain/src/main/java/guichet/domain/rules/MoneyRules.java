package guichet.domain.rules;

import guichet.domain.allowances.Allowance;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.identity.MemberId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.ReloadCard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules about money on cards. */
final class MoneyRules {

    private MoneyRules() {
    }

    static List<Effect> reload(ReloadCard operation, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        positive(operation.amount(), scene);
        limit(operation.amount(), scene.policy(Policy.Name.RELOAD_MIN), Code.AMOUNT_TOO_SMALL, scene);
        limit(operation.amount(), scene.policy(Policy.Name.RELOAD_MAX), Code.AMOUNT_TOO_LARGE, scene);
        CardRules.of(operation.member(), operation.card(), scene);
        MemberRules.active(operation.member(), scene);
        return moved(operation.amount(), scene, new Entry(Account.member(operation.member()), operation.amount()),
                new Entry(Account.drawer(scene.desk().id()), operation.amount().negated()));
    }

    /** Within an allowance the amount is order-free: the server applies it in full, also below zero. */
    static List<Effect> charge(ChargeCard operation, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        positive(operation.amount(), scene);
        limit(operation.amount(), scene.policy(Policy.Name.CHARGE_MAX), Code.AMOUNT_TOO_LARGE, scene);
        CardRules.of(operation.member(), operation.card(), scene);
        MemberRules.active(operation.member(), scene);
        if (operation.header().allowance() == null || scene.cutOff()) {
            covered(operation.member(), operation.amount(), scene);
        }
        return moved(operation.amount(), scene, new Entry(Account.member(operation.member()), operation.amount().negated()),
                new Entry(Account.revenue(scene.location().id()), operation.amount()));
    }

    /** The member's credit is at least an amount. */
    static void covered(MemberId member, Money amount, Scene scene) {
        Money balance = scene.balance(member);
        if (balance.compareTo(amount) < 0) {
            throw Scene.refused(Code.INSUFFICIENT_BALANCE, Map.of("available", balance.decimal()));
        }
    }

    static List<Effect> grant(GrantAllowance operation, Scene scene, View.Standing standing) {
        scene.stopIf(standing != View.Standing.SERVER, Code.SERVER_ONLY);
        Allowance granted = operation.granted();
        scene.stopIf(!granted.desk().equals(scene.desk().id()) || !granted.location().equals(scene.location().id()),
                Code.ALLOWANCE_OF_ANOTHER);
        for (Money money : List.of(granted.perOperation(), granted.total(), granted.usedTotal())) {
            scene.stopIf(!money.currency().equals(scene.location().currency()), Code.WRONG_CURRENCY);
        }
        scene.stopIf(!granted.perOperation().isPositive() || !granted.total().isPositive(), Code.AMOUNT_NOT_POSITIVE);
        scene.stopIf(scene.find(Allowance.key(granted.id())) != null, Code.ALLOWANCE_EXISTS);
        Instant latest = granted.validFrom().plus(scene.policy(Policy.Name.ALLOWANCE_HOURS), ChronoUnit.HOURS);
        scene.stopIf(granted.validUntil().isAfter(latest) || granted.usedTotal().minor() != 0 || granted.usedCount() != 0,
                Code.ALLOWANCE_EXCEEDED);
        scene.stopIf(granted.perOperation().minor() > scene.policy(Policy.Name.ALLOWANCE_PER_OPERATION)
                || granted.total().minor() > scene.policy(Policy.Name.ALLOWANCE_TOTAL)
                || granted.count() > scene.policy(Policy.Name.ALLOWANCE_COUNT), Code.ALLOWANCE_EXCEEDED);
        return List.of(new Effect.Put(Allowance.key(granted.id()), granted.columns()));
    }

    private static List<Effect> moved(Money amount, Scene scene, Entry to, Entry from) {
        List<Effect> effects = new ArrayList<>();
        Effect.Draw draw = scene.draw(amount);
        if (draw != null) {
            effects.add(draw);
        }
        effects.add(new Effect.Post(List.of(to, from)));
        return effects;
    }

    private static void positive(Money amount, Scene scene) {
        scene.stopIf(!amount.currency().equals(scene.location().currency()), Code.WRONG_CURRENCY);
        scene.stopIf(!amount.isPositive(), Code.AMOUNT_NOT_POSITIVE);
    }

    private static void limit(Money amount, long minor, Code code, Scene scene) {
        boolean broken = code == Code.AMOUNT_TOO_SMALL ? amount.minor() < minor : amount.minor() > minor;
        if (broken) {
            throw Scene.refused(code, Map.of("limit", new Money(minor, scene.location().currency()).decimal()));
        }
    }
}
