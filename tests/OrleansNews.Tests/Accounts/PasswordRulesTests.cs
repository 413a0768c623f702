namespace OrleansNews.Accounts;

public class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("zwölf Zeichen!")]
    public void Objection_ToALongPassword_IsNone(string password) => Assert.Null(PasswordRules.Objection(password, "ann", "ann@example.org"));

    [Theory]
    [InlineData("eleven char", "at least 12")]
    [InlineData("aaaaaaaaaaaaaaaa", "same few characters")]
    [InlineData("my login is calloway", "must not contain")]
    [InlineData("CALLOWAY@EXAMPLE.ORG", "must not contain")]
    public void Objection_ToAWeakPassword_SaysWhatToDo(string password, string words) =>
        Assert.Contains(words, PasswordRules.Objection(password, "calloway", "calloway@example.org")!.Message, StringComparison.Ordinal);

    [Fact]
    public void Objection_ToAnEndlessPassword_NamesTheBound() =>
        Assert.Contains("256", PasswordRules.Objection(string.Concat(Enumerable.Repeat("abcdefgh ", 100)), "ann", "ann@example.org")!.Message, StringComparison.Ordinal);

    [Fact]
    public void ApplicationPassword_MadeTwice_IsAnotherAndReadsInGroups()
    {
        var (one, two) = (ApplicationPasswords.Create(), ApplicationPasswords.Create());

        Assert.NotEqual(one, two);
        Assert.Matches("^([A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}$", one);
        Assert.Equal(ApplicationPasswords.Hash(one).AsSpan(), ApplicationPasswords.Hash(one.Replace(" ", "", StringComparison.Ordinal)).AsSpan());
    }
}
