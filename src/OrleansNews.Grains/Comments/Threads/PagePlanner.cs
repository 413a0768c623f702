namespace OrleansNews.Comments.Threads;

/// <summary>Chooses the comments of a page from the index alone; what it costs depends on the page, not on the thread.</summary>
internal sealed partial class PagePlanner(ThreadIndex index, ArticleId article)
{
    /// <summary>The most comments of a page.</summary>
    public const int MaxItems = 500;

    private const int MaxLimit = 100;

    // What stands above the preview, each with what leads from it to the preview; 0 above a conversation.
    private readonly Dictionary<int, int> _preview = [];

    public PagePlan Plan(ThreadPageQuery query)
    {
        var plan = new PagePlan();
        FindPreview(query, plan);
        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        if (query.IsFlat) return PlanFlat(query, limit, plan);
        plan.Pages = PagesOf(index.ShownRoots.Count, limit);
        var tops = query.Root is { } root ? ReadReplies(root, query.Cursor, limit, plan)
            : query.Page is { } page ? ReadNumbered(page, query.Order, limit, plan)
            : query.Order switch
            {
                ThreadOrder.Newest => ReadNewest(query.Cursor, limit, plan),
                ThreadOrder.Best => ReadBest(query.Cursor, limit, plan),
                _ => ReadOldest(query.Cursor, limit, plan),
            };
        Expand(tops, plan);
        return plan;
    }

    /// <summary>The page of a conversation, from 1.</summary>
    public int PageOf(int number, int pageSize) => index.ShownRoots.Rank(index.OrdinalOf(index.RootOf(number))) / pageSize + 1;

    /// <summary>Whether the page of a conversation has room for this comment of it.</summary>
    public bool HasRoom(int number, int page, int pageSize) =>
        index[number].Parent == 0 || Needs(index.RootOf(number)) <= (MaxItems - pageSize) / pageSize ||
        Plan(new() { Page = page, Limit = pageSize }).Items.Exists(item => item.Number == number);

    public static int PagesOf(int conversations, int pageSize) => Math.Max(1, (conversations + pageSize - 1) / pageSize);

    // The preview and what stands above it are on the page of their conversation although readers may not see them.
    private void FindPreview(ThreadPageQuery query, PagePlan plan)
    {
        _preview.Clear();
        if (query.Preview is not { IsNative: true } id || id.Article != article || !index.Contains(id.Number) ||
            index[id.Number].Status != CommentStatus.Held) return;
        plan.Preview = id.Number;
        for (var number = id.Number; number != 0; number = index[number].Parent) _preview.Add(index[number].Parent, number);
    }

    // The next reply behind one (0: the first one) that is on the page; 0 at the end.
    private int NextReply(int parent, int after)
    {
        var next = index.NextShownReply(parent, after);
        return _preview.GetValueOrDefault(parent) is var preview && preview > after && (next == 0 || preview < next) ? preview : next;
    }

    private List<int> ReadOldest(string? cursor, int limit, PagePlan plan)
    {
        var after = PageCursor.Parse(cursor, PageCursor.Oldest)?.Number ?? 0;
        var tops = Roots(index.OrdinalOf(after + 1), limit);
        var more = tops.Count > 0 && index.ShownRoots.Next(index.OrdinalOf(tops[^1]) + 1) >= 0;
        if (more) plan.Next = new PageCursor(PageCursor.Oldest, tops[^1], 0, 0).ToString();
        AddPreview(tops, after, more ? tops[^1] : int.MaxValue);
        return tops;
    }

    private List<int> ReadNewest(string? cursor, int limit, PagePlan plan)
    {
        var before = PageCursor.Parse(cursor, PageCursor.Newest)?.Number ?? int.MaxValue;
        var tops = new List<int>(limit);
        var ordinal = before == int.MaxValue ? index.OrdinalOf(int.MaxValue) : index.OrdinalOf(before);
        while (tops.Count < limit && (ordinal = index.ShownRoots.Previous(ordinal)) >= 0) tops.Add(index.RootAt(ordinal));
        var more = ordinal >= 0 && tops.Count > 0 && index.ShownRoots.Previous(ordinal) >= 0;
        if (more) plan.Next = new PageCursor(PageCursor.Newest, tops[^1], 0, 0).ToString();
        tops.Reverse();
        AddPreview(tops, more ? tops[0] - 1 : 0, before - 1);
        tops.Reverse();
        return tops;
    }

    private List<int> ReadBest(string? cursor, int limit, PagePlan plan)
    {
        var place = PageCursor.Parse(cursor, PageCursor.Best);
        var score = place is { } at ? Wilson.LowerBound(at.Up, at.Down) : double.MaxValue;
        var tops = index.ReadBest(score, place?.Number ?? 0, limit + 1);
        var more = tops.Count > limit;
        if (more)
        {
            tops.RemoveAt(limit);
            ref readonly var last = ref index[tops[^1]];
            plan.Next = new PageCursor(PageCursor.Best, tops[^1], last.Up, last.Down).ToString();
        }

        if (!more && PreviewRoot() is > 0 and var preview && !tops.Contains(preview)) tops.Add(preview);
        return tops;
    }

    private List<int> ReadNumbered(int page, ThreadOrder order, int limit, PagePlan plan)
    {
        plan.Page = page > 0 ? page : PreviewRoot() is > 0 and var preview ? Math.Min(PageOf(preview, limit), plan.Pages) : plan.Pages;
        var shown = index.ShownRoots;
        var first = shown.Select((plan.Page - 1) * limit);
        var tops = first < 0 ? [] : Roots(first, limit);
        var after = first <= 0 ? 0 : index.RootAt(first) - 1;
        var newest = plan.Page == plan.Pages;
        if (tops.Count > 0 || newest) AddPreview(tops, after, newest ? int.MaxValue : tops[^1]);
        if (order == ThreadOrder.Newest)
        {
            if (plan.Page > 1 && tops.Count > 0) plan.Next = new PageCursor(PageCursor.Newest, tops[0], 0, 0).ToString();
            tops.Reverse();
        }
        else if (plan.Page < plan.Pages && tops.Count > 0)
        {
            plan.Next = new PageCursor(PageCursor.Oldest, tops[^1], 0, 0).ToString();
        }

        return tops;
    }

    private List<int> ReadReplies(CommentId root, string? cursor, int limit, PagePlan plan)
    {
        var tops = new List<int>();
        if (!root.IsNative || root.Article != article || !index.Contains(root.Number)) return tops;
        var (last, from) = (IsReply(PageCursor.Parse(cursor, PageCursor.Replies)?.Number), IsReply(PageCursor.Parse(cursor, PageCursor.RepliesFrom)?.Number));
        var reply = from is { } first && (index.IsShown(first) || _preview.GetValueOrDefault(root.Number) == first) ? first : NextReply(root.Number, last ?? from ?? 0);
        for (; reply != 0; reply = NextReply(root.Number, reply))
        {
            if (tops.Count == limit)
            {
                plan.Next = new PageCursor(PageCursor.Replies, tops[^1], 0, 0).ToString();
                break;
            }

            tops.Add(reply);
        }

        return tops;

        int? IsReply(int? number) => number is { } known && index.Contains(known) && index[known].Parent == root.Number ? known : null;
    }

    private List<int> Roots(int ordinal, int limit)
    {
        var tops = new List<int>(limit);
        while (tops.Count < limit && (ordinal = index.ShownRoots.Next(ordinal)) >= 0) tops.Add(index.RootAt(ordinal++));
        return tops;
    }

    private int PreviewRoot() => _preview.GetValueOrDefault(0);

    // A conversation that is on the page for the sake of the preview alone stands where it would stand when it is approved.
    private void AddPreview(List<int> tops, int after, int through)
    {
        var root = PreviewRoot();
        if (root <= after || root > through) return;
        var at = tops.BinarySearch(root);
        if (at < 0) tops.Insert(~at, root);
    }

    // Every conversation gets an equal share of the page for its replies, and what some do not need goes to the others.
    private void Expand(List<int> tops, PagePlan plan)
    {
        var room = MaxItems - tops.Count;
        var share = room / Math.Max(tops.Count, 1);
        var budgets = new int[tops.Count];
        for (var i = 0; i < tops.Count; i++) room -= budgets[i] = Math.Min(Needs(tops[i]), share);
        for (var i = 0; i < tops.Count; i++) room += budgets[i] - Walk(tops[i], budgets[i] + room, plan.Items);
    }

    // Placeholders between visible replies take room, too; there are rarely more of them than of what they hold together.
    private int Needs(int top) => Math.Min(MaxItems, index[top].VisibleBelow * 2 + (PreviewRoot() == top ? _preview.Count : 0));

    // Depth first, oldest first, by the links alone: a conversation may be thousands of replies deep.
    private int Walk(int top, int budget, List<PlannedComment> items)
    {
        var begin = items.Count;
        items.Add(new(top, 0));
        var number = top;
        while (true)
        {
            var next = NextReply(number, 0);
            while (next == 0 && number != top)
            {
                var parent = index[number].Parent;
                next = NextReply(parent, number);
                if (next == 0) number = parent;
            }

            if (next == 0) return items.Count - begin - 1;
            if (items.Count - begin > budget)
            {
                CountLeftOut(begin, items);
                return budget;
            }

            items.Add(new(next, 0));
            number = next;
        }
    }

    // What is left out counts at the nearest comment on the page: visible replies below it, less those below its own replies on the page.
    private void CountLeftOut(int begin, List<PlannedComment> items)
    {
        var places = new Dictionary<int, int>(items.Count - begin);
        for (var i = begin; i < items.Count; i++)
        {
            places[items[i].Number] = i;
            items[i] = items[i] with { MoreReplies = index[items[i].Number].VisibleBelow };
        }

        for (var i = begin + 1; i < items.Count; i++)
        {
            ref readonly var entry = ref index[items[i].Number];
            var above = places[entry.Parent];
            var covered = entry.VisibleBelow + (entry.Status == CommentStatus.Approved ? 1 : 0);
            items[above] = items[above] with { MoreReplies = items[above].MoreReplies - covered };
        }
    }
}
