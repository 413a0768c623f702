using System.Collections.Immutable;

namespace OrleansNews.Accounts;

public class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly NewAccount Ann = new("ann", "Ann", "ann@example.org", Role.Editor, "hash");
    private static readonly AccountState Account = AccountRules.Create(Ann, "stamp", Now);

    private static ImmutableArray<byte> Hash => ApplicationPasswords.Hash("abcd efgh ijkl mnop qrst uvwx");

    [Fact]
    public void Account_ThatIsDisabled_HasNothingToSignInTo()
    {
        var disabled = ApplicationPasswordRules.Add(Account, "1", "feed reader", Hash, Now).Next with { Disabled = true };

        Assert.Null(SignInRules.TakeAttempt(disabled, SignInFactor.Password, Now).Attempt.PasswordHash);
        Assert.Null(ApplicationPasswordRules.Find(disabled, Hash));
        Assert.False(AccountRules.CanUsePasswordLink(AccountRules.OfferPasswordLink(disabled, Hash, Now).Next, Hash, Now));
    }

    [Fact]
    public void ApplicationPassword_IsRecognisedByItsHashAlone_AndKeepsTheDayOfItsUse()
    {
        var (next, added) = ApplicationPasswordRules.Add(Account, "1", "feed reader", Hash, Now);

        Assert.True(added);
        Assert.Equal("1", ApplicationPasswordRules.Find(next, Hash)!.Id);
        Assert.Null(ApplicationPasswordRules.Find(next, ApplicationPasswords.Hash("another")));
        Assert.Null(ApplicationPasswordRules.Find(Account, Hash));
        var (used, noted) = ApplicationPasswordRules.Use(next, "1", new(2026, 11, 22));
        Assert.True(noted);
        Assert.False(ApplicationPasswordRules.Use(used, "1", new(2026, 11, 22)).Noted);
        Assert.Null(ApplicationPasswordRules.Find(ApplicationPasswordRules.Revoke(used, "1").Next, Hash));
        Assert.False(ApplicationPasswordRules.Revoke(used, "2").Revoked);
    }

    [Fact]
    public void PasswordLink_ChoosesOnce_WithinSevenDays()
    {
        var offered = AccountRules.OfferPasswordLink(Account with { FailedAttempts = 9 }, Hash, Now).Next;

        Assert.False(AccountRules.CanUsePasswordLink(offered, ApplicationPasswords.Hash("another"), Now));
        Assert.False(AccountRules.CanUsePasswordLink(offered, Hash, Now.AddDays(7)));
        var (chosen, used) = AccountRules.UsePasswordLink(offered, Hash, "newer", "newer stamp", Now.AddDays(6));
        Assert.True(used);
        Assert.Equal(("newer", "newer stamp", 0), (chosen.PasswordHash, chosen.Stamp, chosen.FailedAttempts));
        Assert.False(AccountRules.UsePasswordLink(chosen, Hash, "again", "stamp", Now).Used);
    }

    [Fact]
    public void SecondFactor_ThatIsDemanded_LeavesASubscriberUntilItIsThere()
    {
        var demanded = Account with { SecondFactorRequired = true };
        var enrolled = SecondFactorRules.Enable(demanded, new("sealed", 1, [RecoveryCodes.Hash("x")])).Next;

        Assert.Equal(Role.Subscriber, AccountRules.Owner(demanded).Role);
        Assert.Equal(Role.Editor, AccountRules.Member(demanded).Role);
        Assert.Equal(Role.Editor, AccountRules.Owner(enrolled).Role);
        Assert.Equal(Role.Subscriber, AccountRules.Owner(SecondFactorRules.Disable(enrolled, byOwner: true, "s").Next).Role);
    }

    [Theory]
    [InlineData("Ann", "Ann", "ann@example.org")]
    [InlineData("-ann", "Ann", "ann@example.org")]
    [InlineData("", "Ann", "ann@example.org")]
    [InlineData("ann", "", "ann@example.org")]
    [InlineData("ann", "Ann", "ann")]
    [InlineData("ann", "Ann", "@example.org")]
    [InlineData("ann", "Ann", "ann@")]
    public void IsPossible_AccountThatCannotBe_IsFalse(string login, string name, string email) =>
        Assert.False(AccountRules.IsPossible(new NewAccount(login, name, email, Role.Editor, "hash")));

    [Fact]
    public void IsPossible_RoleThatDoesNotExist_IsFalse()
    {
        Assert.True(AccountRules.IsPossible(Ann));
        Assert.False(AccountRules.IsPossible(Ann with { Role = (Role)99 }));
    }
}
