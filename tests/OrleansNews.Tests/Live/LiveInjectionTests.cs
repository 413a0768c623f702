using System.Text;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>Nothing that a visitor writes, in a name or a text, begins an event, ends one, or moves a position.</summary>
public class LiveInjectionTests(LiveSite site) : IClassFixture<LiveSite>
{
    private static readonly string[] Pieces =
    [
        "\r", "\n", "\r\n", "\n\n", "\0", "\u2028", "\u2029", "\u0085", "\uFEFF", "👩‍👩‍👧", "\uD800", "id: 9:9", "event: reset", "data: {}", "retry: 1", ":", "\"", "\\", "</li>", "]]>", " ", "x",
    ];

    [Fact]
    public void Frames_OfRandomTexts_AreThoseEventsInThatOrder()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Text(random)).ToList();
            var stream = texts.SelectMany((text, i) => EventStream.Log(new(3, i + 1), "comment", new LiveComment(i + 1, null, text), LiveJson.Compact.LiveComment).Bytes
                .Concat(EventStream.State("article", new LiveArticle(i, text, text, text, text), LiveJson.Compact.LiveArticle).Bytes)).ToArray();
            var events = ServerSentEvents.Parse(stream);

            Assert.DoesNotContain((byte)'\r', stream);
            Assert.DoesNotContain((byte)0, stream);
            Assert.Equal(texts.SelectMany((_, i) => new[] { ("comment", (string?)$"3:{i + 1}"), ("article", null) }), events.Select(one => (one.Name, one.Id)));
            Assert.Equal(texts.Select(Valid), events.Where(one => one.Name == "comment").Select(one => JsonDocument.Parse(one.Data).RootElement.GetProperty("html").GetString()));
        }
    }

    [Fact]
    public async Task Comments_WithSuchNamesAndTexts_ArriveOneByOne()
    {
        var cancel = TestContext.Current.CancellationToken;
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, cancel);
        (string Author, string Text)[] comments =
        [
            ("Ada\0\r\nid: 9:9\n\nevent: reset", "One\r\n\r\nevent: reset\r\ndata: {}\r\n\r\nid: 9:9\r"),
            ("Bo\u2028\u2029\u0085", "Two \0 \u2028 \uFEFF"), ("👩‍👩‍👧 Cy", "Three 👩‍👩‍👧"), ("Di", string.Concat(Enumerable.Repeat("Four", 16_384))[..65_525]),
        ];
        var posted = new List<CommentPosted>();
        foreach (var (author, text) in comments)
        {
            posted.Add(Assert.IsType<CommentPosted>(await site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
            {
                Article = story.Id, Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()), Author = author, Email = $"{Guid.NewGuid():N}@example.org", Text = text,
            })));
        }

        foreach (var (i, comment) in posted.Index())
        {
            var received = await feed.NextAsync("comment", "reset");
            Assert.Equal(("comment", comment.Position.ToString()), (received.Name, received.Id));
            var data = JsonDocument.Parse(received.Data).RootElement;
            Assert.Equal(comment.Id.Value, data.GetProperty("id").GetInt64());
            // The very element of the page, with all that it says.
            Assert.Contains(data.GetProperty("html").GetString()!, await site.NewBrowser().GetStringAsync(i == posted.Count - 1 ? story.Path : $"{story.Path}comment-page-{i + 1}/", cancel), StringComparison.Ordinal);
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
