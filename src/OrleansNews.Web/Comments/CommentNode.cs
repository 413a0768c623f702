namespace OrleansNews.Comments;

/// <summary>A comment with the replies that are indented under it.</summary>
public sealed class CommentNode(CommentView view, int level)
{
    private readonly List<CommentNode> _children = [];

    /// <summary>The comment.</summary>
    public CommentView View => view;

    /// <summary>How deep it is indented, from 1.</summary>
    public int Level => level;

    /// <summary>What is indented under it, in the order of the page.</summary>
    public IReadOnlyList<CommentNode> Children => _children;

    /// <summary>The name of the comment it truly answers, when that is not the one it is indented under; null otherwise.</summary>
    public string? AnswersName { get; private init; }

    /// <summary>The comments of a page that is not threaded, in its order; each reply names what it answers, if that is still there.</summary>
    public static IReadOnlyList<CommentNode> List(ThreadPage page)
    {
        var names = page.Items.Concat(page.Answered.IsDefault ? [] : page.Answered).Where(view => view.Status == CommentStatus.Approved).ToDictionary(view => view.Id, view => view.Author);
        return [.. page.Items.Select(view => new CommentNode(view, 1) { AnswersName = view.Parent is { } parent ? names.GetValueOrDefault(parent, "") : null })];
    }

    /// <summary>
    /// Makes a tree of a page that lists each comment before its replies. Replies below <paramref name="maxDepth"/> levels stand at the last
    /// level, in the order of the page.
    /// </summary>
    public static IReadOnlyList<CommentNode> Tree(ImmutableArray<CommentView> items, int maxDepth)
    {
        var roots = new List<CommentNode>();
        var byId = new Dictionary<CommentId, (CommentNode Node, CommentNode? Above)>(items.Length);
        foreach (var item in items)
        {
            if (item.Parent is not { } parentId || !byId.TryGetValue(parentId, out var parent))
            {
                Add(new(item, 1), null);
            }
            else if (parent.Node.Level < maxDepth)
            {
                Add(new(item, parent.Node.Level + 1), parent.Node);
            }
            else
            {
                Add(new(item, parent.Node.Level) { AnswersName = parent.Node.View.Author }, parent.Above);
            }
        }

        return roots;

        void Add(CommentNode node, CommentNode? above)
        {
            byId[node.View.Id] = (node, above);
            if (above is null) roots.Add(node);
            else above._children.Add(node);
        }
    }
}
