using System.Globalization;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>A place where a comment is seen or not.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsRightAsync">Whether it shows what was decided.</param>
internal sealed record CommentPlace(string Name, Func<Turn, Task<bool>> IsRightAsync);

/// <summary>What was decided.</summary>
/// <param name="Decision">As the desk names it.</param>
/// <param name="Queue">The queue that the comment came into, or left.</param>
/// <param name="IsShown">Whether readers see it now.</param>
internal sealed record Turn(string Decision, string Queue, bool IsShown)
{
    /// <summary>Three ways to hide a comment, and back.</summary>
    public static readonly IReadOnlyList<Turn> All =
        [new("hold", "held", false), new("approve", "held", true), new("spam", "spam", false), new("restore", "spam", true), new("trash", "trash", false), new("restore", "trash", true)];
}

/// <summary>Every place where a comment is seen, of a host that decides and of a front end that does not.</summary>
internal static class CommentPlaces
{
    public static IReadOnlyList<CommentPlace> Of((string Path, long Article) story, long comment, string word, HttpClient host, HttpClient front, Moderator other, LiveReader live)
    {
        var thread = string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story.Article}/comments");
        return
        [
            Read("page of the story, where it was decided", host, story.Path),
            Read("page of the story", front, story.Path),
            Read("its comments in the API", front, thread),
            Read("the comment in the API", front, string.Create(CultureInfo.InvariantCulture, $"/api/comments/{comment}")),
            Read("feed of the story", front, $"{story.Path}feed/"),
            Read("feed of all comments", front, "/comments/feed/"),
            Read("front page, box of latest comments", front, "/"),
            new("page that is open, by its live feed", turn => Task.FromResult(live.IsShown == turn.IsShown)),
            new("live feed of who comes back", async turn => live.IsShown == turn.IsShown && await live.ReplaysAsync(word) == turn.IsShown),
            // A comment that readers see has left the queue that it was hidden in.
            new("desk of another moderator", async turn => await other.SeesAsync(string.Create(CultureInfo.InvariantCulture, $"/newsroom/comments?queue={turn.Queue}&story={story.Article}"), word) != turn.IsShown),
        ];

        CommentPlace Read(string name, HttpClient client, string address) => new(name, async turn =>
        {
            using var answer = await client.GetAsync(address);
            return (await answer.Content.ReadAsStringAsync()).Contains(word, StringComparison.Ordinal) == turn.IsShown;
        });
    }
}
