using System.Collections.Immutable;

namespace OrleansNews.Accounts;

public class SignInRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly NewAccount Ann = new("ann", "Ann", "ann@example.org", Role.Editor, "hash");
    private static readonly AccountState Account = AccountRules.Create(Ann, "stamp", Now);
    private static readonly ImmutableArray<byte> Code = RecoveryCodes.Hash("abcd-efgh-jkmn-pqrs");
    private static readonly AccountState TwoStep = SecondFactorRules.Enable(Account, new("sealed", 100, [Code])).Next;

    [Fact]
    public void TakeAttempt_ManyAtOnce_CountsEachAndThenRefuses()
    {
        var state = Account;
        var compared = 0;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            (state, var taken) = SignInRules.TakeAttempt(state, SignInFactor.Password, Now);
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
            (state, var taken) = SignInRules.TakeAttempt(state, SignInFactor.Password, Now.AddSeconds(second));
            if (taken.PasswordHash is not null) compared++;
        }

        Assert.InRange(compared, 6, 120);
    }

    [Fact]
    public void TakeAttempt_AfterTheLongestWait_IsTakenAgain()
    {
        var state = Account with { FailedAttempts = 1_000_000, RefusedUntil = Now.AddMinutes(15) };

        Assert.Null(SignInRules.TakeAttempt(state, SignInFactor.Password, Now.AddMinutes(15).AddTicks(-1)).Attempt.PasswordHash);
        Assert.Equal("hash", SignInRules.TakeAttempt(state, SignInFactor.Password, Now.AddMinutes(15)).Attempt.PasswordHash);
        Assert.Equal(TimeSpan.FromMinutes(15), SignInRules.WaitAfter(int.MaxValue));
    }

    [Fact]
    public void CompleteAttempt_WithTheStamp_ForgetsTheFailures()
    {
        var (tried, attempt) = SignInRules.TakeAttempt(Account with { FailedAttempts = 4 }, SignInFactor.Password, Now);

        var (next, signedIn) = SignInRules.CompletePassword(tried, attempt.Stamp, "newer hash");

        Assert.True(signedIn);
        Assert.Equal((0, "newer hash"), (next.FailedAttempts, next.PasswordHash));
    }

    [Fact]
    public void CompleteAttempt_OfAnAccountThatChangedMeanwhile_SignsNobodyIn()
    {
        Assert.False(SignInRules.CompletePassword(Account with { Stamp = "other" }, "stamp", null).Right);
        Assert.False(SignInRules.CompletePassword(Account with { Disabled = true }, "stamp", null).Right);
        Assert.False(SignInRules.CompletePassword(new(), "", null).Right);
    }

    [Fact]
    public void CompletePassword_WhereACodeIsAskedForToo_ForgivesNothingButItsOwnAttempt()
    {
        var tried = TwoStep with { FailedAttempts = 4 };
        for (var round = 0; round < 3; round++) tried = SignInRules.CompletePassword(SignInRules.TakeAttempt(tried, SignInFactor.Password, Now).Next, "stamp", null).Next;

        Assert.Equal((4, default(DateTimeOffset)), (tried.FailedAttempts, tried.RefusedUntil));
    }

    [Fact]
    public void SecondFactor_GuessedForADayWithTheRightPassword_IsComparedFewerThanAHundredTimes()
    {
        var (state, compared) = (TwoStep, 0);
        for (var second = 0; second < 24 * 60 * 60; second++)
        {
            (state, var password) = SignInRules.TakeAttempt(state, SignInFactor.Password, Now.AddSeconds(second));
            if (password.PasswordHash is not null) state = SignInRules.CompletePassword(state, password.Stamp, null).Next;
            (state, var code) = SignInRules.TakeAttempt(state, SignInFactor.Authenticator, Now.AddSeconds(second));
            if (code.AuthenticatorKey is not null) compared++;
        }

        Assert.InRange(compared, 6, 120);
    }

    [Fact]
    public void CompleteAuthenticator_OfAStepThatWasUsed_IsRefused()
    {
        var (used, right) = SignInRules.CompleteAuthenticator(TwoStep with { FailedAttempts = 3 }, "stamp", 101);

        Assert.True(right);
        Assert.Equal(0, used.FailedAttempts);
        Assert.False(SignInRules.CompleteAuthenticator(used, "stamp", 101).Right);
        Assert.False(SignInRules.CompleteAuthenticator(used, "stamp", 100).Right);
        Assert.False(SignInRules.CompleteAuthenticator(used, "another", 102).Right);
        Assert.False(SignInRules.CompleteAuthenticator(Account, "stamp", 102).Right);
        Assert.True(SignInRules.CompleteAuthenticator(used, "stamp", 102).Right);
    }

    [Fact]
    public void RecoveryCode_IsSpentOnce_AndAWrongOneIsCounted()
    {
        var (spent, right) = SignInRules.UseRecoveryCode(TwoStep, "stamp", Code, Now);

        Assert.True(right);
        Assert.Empty(spent.SecondFactor!.RecoveryCodes);
        var (counted, again) = SignInRules.UseRecoveryCode(spent, "stamp", Code, Now);
        Assert.Equal((false, 1), (again, counted.FailedAttempts));
        Assert.False(SignInRules.UseRecoveryCode(TwoStep with { RefusedUntil = Now.AddSeconds(1) }, "stamp", Code, Now).Right);
        Assert.False(SignInRules.UseRecoveryCode(TwoStep, "another", Code, Now).Right);
    }

    [Fact]
    public void TakeAttempt_OfAFactorThatTheAccountLacks_HasNothingToCompare()
    {
        Assert.Null(SignInRules.TakeAttempt(Account, SignInFactor.Authenticator, Now).Attempt.AuthenticatorKey);
        Assert.Null(SignInRules.TakeAttempt(Account with { PasswordHash = "" }, SignInFactor.Password, Now).Attempt.PasswordHash);
    }
}
