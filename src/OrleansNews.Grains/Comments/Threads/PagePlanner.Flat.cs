namespace OrleansNews.Comments.Threads;

/// <content>Pages of comments that are not threaded: what readers see, by number, which is the order of posting.</content>
internal sealed partial class PagePlanner
{
    /// <summary>The page of a visible comment, from 1, where all are one list.</summary>
    public int FlatPageOf(int number, int pageSize) => index.Visible.Rank(number) / pageSize + 1;

    private PagePlan PlanFlat(ThreadPageQuery query, int limit, PagePlan plan)
    {
        var visible = index.Visible;
        plan.Pages = PagesOf(visible.Count, limit);
        plan.Page = query.Page is > 0 and var page ? page : plan.Preview > 0 ? Math.Min(FlatPageOf(plan.Preview, limit), plan.Pages) : plan.Pages;
        var first = visible.Select((plan.Page - 1) * limit);
        var numbers = new List<int>(limit + 1);
        for (var number = first; number > 0 && numbers.Count < limit; number = visible.Next(number + 1)) numbers.Add(number);
        AddPreview(numbers, plan, first);
        if (query.Order == ThreadOrder.Newest) numbers.Reverse();
        plan.Items.AddRange(numbers.Select(number => new PlannedComment(number, 0)));
        return plan;
    }

    // The preview stands where it would stand when it is approved.
    private void AddPreview(List<int> numbers, PagePlan plan, int first)
    {
        var (preview, isNewest) = (plan.Preview, plan.Page == plan.Pages);
        if (preview == 0 || (numbers.Count == 0 && !isNewest)) return;
        if (preview > (plan.Page == 1 ? 0 : index.Visible.Previous(first)) && (isNewest || preview < numbers[^1])) numbers.Insert(~numbers.BinarySearch(preview), preview);
    }
}
