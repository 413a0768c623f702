using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Finds whom a note calls.</summary>
internal static partial class Mentions
{
    /// <summary>The logins behind an <c>@</c>, each once, as they are stored.</summary>
    public static ImmutableArray<string> In(string text) =>
        [.. Called().Matches(text).Select(call => Logins.TryNormalise(call.Groups[1].Value, out var login) ? login : "").Where(login => login.Length > 0).Distinct()];

    // The full stop of a sentence is no part of a login.
    [GeneratedRegex(@"(?<![\w@.])@([\w.-]*\w)")]
    private static partial Regex Called();
}
