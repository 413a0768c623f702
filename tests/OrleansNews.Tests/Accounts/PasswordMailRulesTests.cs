using System.Collections.Immutable;

namespace OrleansNews.Accounts;

public class PasswordMailRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly AccountState Account = AccountRules.Create(new("ann", "Ann", "ann@example.org", Role.Editor, "hash"), "stamp", Now);

    [Fact]
    public void Requests_AreBoundedWithinAnHour_AndNoneIsTakenForWhoCannotSignIn()
    {
        var state = Account;
        for (var i = 0; i < PasswordMailRules.MostAsked; i++)
        {
            (state, var taken) = PasswordMailRules.Ask(state, Now.AddMinutes(i));
            Assert.True(taken);
        }

        Assert.False(PasswordMailRules.Ask(state, Now.AddMinutes(59)).Taken);
        Assert.True(PasswordMailRules.Ask(state, Now.AddMinutes(60)).Taken);
        Assert.False(PasswordMailRules.Ask(Account with { Disabled = true }, Now).Taken);
        Assert.False(PasswordMailRules.Ask(new(), Now).Taken);
    }

    [Fact]
    public void Link_IsOfferedToTheAddressOfTheAccount_WhileARequestIsNotOld()
    {
        var asked = Asked(Account);

        Assert.Null(PasswordMailRules.Offer(Account, Hash("one"), Now).Address);
        Assert.Null(PasswordMailRules.Offer(asked with { Disabled = true }, Hash("one"), Now).Address);
        Assert.Null(PasswordMailRules.Offer(asked, Hash("one"), Now.AddHours(1)).Address);
        Assert.Equal("ann@example.org", PasswordMailRules.Offer(asked, Hash("one"), Now.AddMinutes(59)).Address);
    }

    [Fact]
    public void Link_ChoosesOnce_WithinAnHour_AndEndsAllOthers()
    {
        var offered = AccountRules.OfferPasswordLink(Offered(Account with { FailedAttempts = 9 }, "one", "two"), Hash("invitation"), Now).Next;

        Assert.False(AccountRules.CanUsePasswordLink(offered, Hash("three"), Now));
        Assert.False(AccountRules.CanUsePasswordLink(offered, Hash("one"), Now.AddHours(1)));
        Assert.False(AccountRules.CanUsePasswordLink(offered with { Disabled = true }, Hash("one"), Now));
        var (chosen, used) = AccountRules.UsePasswordLink(offered, Hash("one"), "newer", "newer stamp", Now.AddMinutes(59));
        Assert.True(used);
        Assert.Equal(("newer", "newer stamp", 0), (chosen.PasswordHash, chosen.Stamp, chosen.FailedAttempts));
        foreach (var token in new[] { "one", "two", "invitation" }) Assert.False(AccountRules.UsePasswordLink(chosen, Hash(token), "again", "stamp", Now).Used);
        Assert.Null(PasswordMailRules.Offer(chosen, Hash("late"), Now).Address);
    }

    /// <summary>Anybody may ask for anybody's: that must not end what its owner, or an administrator, holds.</summary>
    [Fact]
    public void Link_OfAnotherRequest_LeavesThoseBefore()
    {
        var offered = Offered(AccountRules.OfferPasswordLink(Account, Hash("invitation"), Now).Next, "one", "two", "three");

        foreach (var token in new[] { "one", "two", "three", "invitation" }) Assert.True(AccountRules.CanUsePasswordLink(offered, Hash(token), Now));
        var more = Offered(offered, "four", "five", "six");
        Assert.False(AccountRules.CanUsePasswordLink(more, Hash("one"), Now));
        Assert.True(AccountRules.CanUsePasswordLink(more, Hash("two"), Now));
    }

    [Fact]
    public void Link_IsOver_WhenThePasswordOrTheAddressChanges()
    {
        var offered = Offered(Account, "one");

        Assert.False(AccountRules.CanUsePasswordLink(AccountRules.SetPassword(offered, "newer", "stamp"), Hash("one"), Now));
        var moved = PasswordMailRules.ChangeProfile(offered, new("Ann", "ann@example.net"));
        Assert.False(AccountRules.CanUsePasswordLink(moved, Hash("one"), Now));
        Assert.Null(PasswordMailRules.Offer(moved, Hash("late"), Now).Address);
        Assert.Equal("ann@example.net", moved.Email);
        Assert.True(AccountRules.CanUsePasswordLink(PasswordMailRules.ChangeProfile(offered, new("Ann Lund", "ann@example.org")), Hash("one"), Now));
    }

    /// <summary>Whoever has the mailbox and guesses codes gets no new tries by a link.</summary>
    [Fact]
    public void Link_OfAnAccountWithASecondFactor_LeavesItAskedFor_AndAttemptsCounted()
    {
        var guarded = SecondFactorRules.Enable(Account, new("sealed", 1, [RecoveryCodes.Hash("x")])).Next with { FailedAttempts = 9, RefusedUntil = Now.AddMinutes(5) };

        var chosen = AccountRules.UsePasswordLink(Offered(guarded, "one"), Hash("one"), "newer", "newer stamp", Now).Next;

        Assert.Equal("newer", chosen.PasswordHash);
        Assert.Equal((guarded.SecondFactor, 9, Now.AddMinutes(5)), (chosen.SecondFactor, chosen.FailedAttempts, chosen.RefusedUntil));
    }

    private static AccountState Asked(AccountState state) => PasswordMailRules.Ask(state, Now).Next;

    private static AccountState Offered(AccountState state, params string[] tokens) => tokens.Aggregate(Asked(state), static (asked, token) => PasswordMailRules.Offer(asked, Hash(token), Now).Next);

    private static ImmutableArray<byte> Hash(string token) => SetupTokens.Hash(token);
}
