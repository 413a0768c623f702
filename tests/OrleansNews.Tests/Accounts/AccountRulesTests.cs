using System.Collections.Immutable;

namespace OrleansNews.Accounts;

public class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly NewAccount Ann = new("ann", "Ann", "ann@example.org", Role.Editor, "hash");
    private static readonly AccountState Account = AccountRules.Create(Ann, "stamp", Now);

    [Fact]
    public void TakeAttempt_ManyAtOnce_CountsEachAndThenRefuses()
    {
        var state = Account;
        var compared = 0;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            (state, var taken) = AccountRules.TakeAttempt(state, Now);
            if (taken.PasswordHash is not null) compared++;
        }

        Assert.Equal(5, compared);
    }

    [Fact]
    public void TakeAttempt_ADayOfGuessing_ComparesFewerThanAHundred()
    {
        var state = Account;
        var compared = 0;
        for (var second = 0; second < 24 * 60 * 60; second++)
        {
            (state, var taken) = AccountRules.TakeAttempt(state, Now.AddSeconds(second));
            if (taken.PasswordHash is not null) compared++;
        }

        Assert.InRange(compared, 6, 120);
    }

    [Fact]
    public void TakeAttempt_AfterTheLongestWait_IsTakenAgain()
    {
        var state = Account with { FailedAttempts = 1_000_000, RefusedUntil = Now.AddMinutes(15) };

        Assert.Null(AccountRules.TakeAttempt(state, Now.AddMinutes(15).AddTicks(-1)).Attempt.PasswordHash);
        Assert.Equal("hash", AccountRules.TakeAttempt(state, Now.AddMinutes(15)).Attempt.PasswordHash);
        Assert.Equal(TimeSpan.FromMinutes(15), AccountRules.WaitAfter(int.MaxValue));
    }

    [Fact]
    public void CompleteAttempt_WithTheStamp_ForgetsTheFailures()
    {
        var (tried, attempt) = AccountRules.TakeAttempt(Account with { FailedAttempts = 4 }, Now);

        var (next, signedIn) = AccountRules.CompleteAttempt(tried, attempt.Stamp, "newer hash");

        Assert.True(signedIn);
        Assert.Equal((0, "newer hash"), (next.FailedAttempts, next.PasswordHash));
    }

    [Fact]
    public void CompleteAttempt_OfAnAccountThatChangedMeanwhile_SignsNobodyIn()
    {
        Assert.False(AccountRules.CompleteAttempt(Account with { Stamp = "other" }, "stamp", null).SignedIn);
        Assert.False(AccountRules.CompleteAttempt(Account with { Disabled = true }, "stamp", null).SignedIn);
        Assert.False(AccountRules.CompleteAttempt(new(), "", null).SignedIn);
    }

    [Fact]
    public void Account_ThatIsDisabled_HasNothingToSignInTo()
    {
        var disabled = AccountRules.AddApplicationPassword(Account, "feed reader", Hash, Now).Next with { Disabled = true };

        Assert.Null(AccountRules.TakeAttempt(disabled, Now).Attempt.PasswordHash);
        Assert.False(AccountRules.IsSession(disabled, "stamp"));
        Assert.False(AccountRules.HasApplicationPassword(disabled, Hash));
    }

    [Fact]
    public void EndSession_OfMoreThanAreRemembered_EndsAllAndForgetsThem()
    {
        var state = Account;
        var standing = SessionStamps.Begin("stamp");
        for (var ended = 0; ended < AccountRules.MaxEndedSessions; ended++) state = AccountRules.EndSession(state, SessionStamps.Begin("stamp"), "newer", Now).Next;
        Assert.True(AccountRules.IsSession(state, standing));

        var (next, done) = AccountRules.EndSession(state, SessionStamps.Begin("stamp"), "newer", Now);

        Assert.True(done);
        Assert.Empty(next.EndedSessions);
        Assert.False(AccountRules.IsSession(next, standing));
        Assert.True(AccountRules.IsSession(next, SessionStamps.Begin("newer")));
    }

    [Fact]
    public void EndSession_LongAfterOthers_ForgetsThoseWhoseCookiesAreOver()
    {
        var (first, second) = (SessionStamps.Begin("stamp"), SessionStamps.Begin("stamp"));
        var state = AccountRules.EndSession(Account, first, "newer", Now).Next;

        Assert.Equal(2, AccountRules.EndSession(state, second, "newer", Now + SessionStamps.Length).Next.EndedSessions.Length);
        Assert.Single(AccountRules.EndSession(state, second, "newer", Now + SessionStamps.Length + TimeSpan.FromDays(1)).Next.EndedSessions);
        Assert.False(AccountRules.EndSession(state, first, "newer", Now).Ended);
        Assert.False(AccountRules.EndSession(Account, "another." + second, "newer", Now).Ended);
    }

    [Fact]
    public void ApplicationPassword_IsRecognisedByItsHashAlone()
    {
        var (next, added) = AccountRules.AddApplicationPassword(Account, "feed reader", Hash, Now);

        Assert.True(added);
        Assert.True(AccountRules.HasApplicationPassword(next, Hash));
        Assert.False(AccountRules.HasApplicationPassword(next, ApplicationPasswords.Hash("another")));
        Assert.False(AccountRules.HasApplicationPassword(Account, Hash));
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
        Assert.False(AccountRules.IsPossible(new(login, name, email, Role.Editor, "hash")));

    [Fact]
    public void IsPossible_RoleThatDoesNotExist_IsFalse()
    {
        Assert.True(AccountRules.IsPossible(Ann));
        Assert.False(AccountRules.IsPossible(Ann with { Role = (Role)99 }));
    }

    private static ImmutableArray<byte> Hash => ApplicationPasswords.Hash("abcd efgh ijkl mnop qrst uvwx");
}
