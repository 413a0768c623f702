using Microsoft.AspNetCore.Http.Extensions;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>The addresses of the desk: what is looked for is all in the query, so that a view can be kept, sent and gone back to.</summary>
internal static class DeskAddress
{
    public const string Path = Urls.Desk;

    /// <summary>Comments a page.</summary>
    public const int PageSize = 50;

    private const string QueueField = "queue";

    /// <summary>The queues in the order of the tabs, with their names in addresses.</summary>
    public static readonly ImmutableArray<(string Name, ModerationQueues Queue)> Queues =
    [
        ("held", ModerationQueues.Held), ("flagged", ModerationQueues.Flagged), ("all", ModerationQueues.All), ("spam", ModerationQueues.Spam), ("trash", ModerationQueues.Trash),
    ];

    /// <summary>The name of a queue.</summary>
    public static string NameOf(ModerationQueues queue) => Queues.First(named => named.Queue == queue).Name;

    /// <summary>The queue with a name; null for any other text.</summary>
    public static ModerationQueues? QueueOf(string name) => Queues.Where(named => named.Name == name).Select(named => (ModerationQueues?)named.Queue).FirstOrDefault();

    /// <summary>Reads a query from an address or a form. What it does not understand is left out.</summary>
    public static DeskQuery Read(Func<string, string> field) => new()
    {
        Queue = QueueOf(field(QueueField)) ?? ModerationQueues.Held,
        Article = ArticleId.TryParse(field("story"), out var article) && article.IsValid ? article : null,
        Commenter = IsCommenter(field("person")) ? field("person") : "",
        Address = Beginning.Of(field("address").Trim(), 64),
        HasLinks = field("links") == "1",
        IsUnanswered = field("unanswered") == "1",
        Search = Beginning.Of(field("s").Trim(), 200),
        Cursor = field("before") is { Length: > 0 and < 64 } cursor ? cursor : null,
        Limit = PageSize,
    };

    /// <summary>What was looked for when a comment was opened; null when its address does not say.</summary>
    public static DeskQuery? ReadFrom(IQueryCollection fields) => fields.ContainsKey(QueueField) ? Read(field => fields[field].ToString()) : null;

    /// <summary>The address of a query.</summary>
    public static string Of(DeskQuery query) => $"{Path}{QueryOf(query)}";

    /// <summary>The address of one comment.</summary>
    public static string Of(CommentId id) => Urls.OnDesk(id);

    /// <summary>The address of one comment, or of what is done there, which knows the way back to what was looked for; null for none.</summary>
    public static string Of(CommentId id, DeskQuery? from, string action = "") => Of(id) + action + (from is null ? "" : QueryOf(from));

    /// <summary>The fields of a query, for addresses and forms.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(DeskQuery query)
    {
        yield return new(QueueField, NameOf(query.Queue));
        if (query.Article is { } article) yield return new("story", article.ToString());
        if (query.Commenter.Length > 0) yield return new("person", query.Commenter);
        if (query.Address.Length > 0) yield return new("address", query.Address);
        if (query.HasLinks) yield return new("links", "1");
        if (query.IsUnanswered) yield return new("unanswered", "1");
        if (query.Search.Length > 0) yield return new("s", query.Search);
        if (query.Cursor is { } cursor) yield return new("before", cursor);
    }

    /// <summary>Whether a text can be the key of a person: of a network address it is none.</summary>
    public static bool IsCommenter(string key) => key.Length == 64 && key.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether anything but the queue was chosen.</summary>
    public static bool IsFiltered(DeskQuery query) => query with { Queue = default, Cursor = null, Limit = 0 } != new DeskQuery { Queue = default, Limit = 0 };

    private static string QueryOf(DeskQuery query) => new QueryBuilder(Fields(query)).ToQueryString().ToUriComponent();
}
