using System.Security.Cryptography;

namespace OrleansNews.Mail;

public sealed class MailConsentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Question_IsAskedOnceADay_AndNotForAMonthAfterThreeWithoutAnswer()
    {
        var state = Ask(new(), 1, Now);
        Assert.Equal(7, state.Question);
        Assert.Same(state, Ask(state, 1, Now.AddDays(20)));
        Assert.Same(state, Ask(state, 2, Now.AddHours(23)));
        state = Ask(Ask(state, 2, Now.AddHours(24)), 3, Now.AddHours(48));
        Assert.Equal(3, state.AskedFor);
        Assert.Same(state, Ask(state, 4, Now.AddDays(31)));
        Assert.Equal(4, Ask(state, 4, Now.AddDays(32)).AskedFor);
    }

    [Fact]
    public void Answer_CountsForItsQuestion_WithinAWeek()
    {
        var asked = Ask(new(), 1, Now);

        Assert.False(MailConsentRules.Confirm(asked, 8, Now).Agreed);
        Assert.False(MailConsentRules.Confirm(asked, 0, Now).Agreed);
        Assert.False(MailConsentRules.Confirm(new(), 0, Now).Agreed);
        Assert.False(MailConsentRules.Confirm(asked, 7, Now.AddDays(8)).Agreed);
        var (next, agreed) = MailConsentRules.Confirm(asked, 7, Now.AddDays(6));
        Assert.True(agreed);
        Assert.NotNull(next.AgreedAt);
        Assert.Same(next, Ask(next, 2, Now.AddDays(60)));
    }

    [Fact]
    public void Stop_MakesTheOldLinkOfNoUse_AndAsksNotAgainToday()
    {
        var stopped = MailConsentRules.Stop(MailConsentRules.Confirm(Ask(new(), 1, Now), 7, Now).Next);

        Assert.Null(stopped.AgreedAt);
        Assert.False(MailConsentRules.Confirm(stopped, 7, Now).Agreed);
        Assert.Same(stopped, Ask(stopped, 2, Now.AddHours(1)));
        Assert.Same(stopped, MailConsentRules.Stop(stopped));
    }

    [Fact]
    public void Token_ThatIsChangedAnywhere_IsNone()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var person = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var token = MailTokens.Write(MailLink.Stop, person, 7, secret)!;

        Assert.Equal((MailLink.Stop, person, 7L), MailTokens.Read(token, secret));
        Assert.Null(MailTokens.Read(token, RandomNumberGenerator.GetBytes(32)));
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.Null(MailTokens.Read(new(changed), secret));
        }

        Assert.Null(MailTokens.Write(MailLink.Stop, "mo", 0, secret));
    }

    private static MailConsentState Ask(MailConsentState state, int number, DateTimeOffset now) => MailConsentRules.Ask(state, new(number), now, 7);
}
