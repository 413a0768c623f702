using Microsoft.Extensions.Options;
using OrleansNews.Cluster;

namespace OrleansNews.Moderation;

public sealed class ClassifierOptionsTests
{
    private const string Secret = "a secret of at least thirty-two characters";

    [Theory]
    [InlineData("ftp://example.org", Secret, 2, 30, "Classifier:Url")]
    [InlineData("https://example.org", "short", 2, 30, "Classifier:Secret")]
    [InlineData("", "", 6, 30, "Classifier:Timeout")]
    [InlineData("", "", 2, 0, "Classifier:Pause")]
    public void Options_ThatCannotBe_AreRefusedByName(string url, string secret, int timeout, int pause, string key) => Assert.Contains(
        key,
        new ClassifierOptionsValidator().Validate(null, new() { Url = url, Secret = secret, Timeout = TimeSpan.FromSeconds(timeout), Pause = TimeSpan.FromSeconds(pause) }).FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public void LongestTimeout_LeavesACallHalfOfItsTime()
    {
        var longest = NewsMessaging.ResponseTimeout / 2;

        Assert.True(Validate(longest).Succeeded);
        Assert.Contains("Give a time from 00:00:00.100 to 00:00:05", Validate(longest + TimeSpan.FromMilliseconds(1)).FailureMessage, StringComparison.Ordinal);

        static ValidateOptionsResult Validate(TimeSpan timeout) => new ClassifierOptionsValidator().Validate(null, new() { Timeout = timeout });
    }
}
