using Orleans.Runtime;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>
/// Shows how the newspaper is. One look is a handful of calls, whatever the newspaper has of stories and the cluster of silos: to the membership, to the board that silos and front ends report to, to what knows
/// which stories are read and discussed most, and to each of the stories that are named.
/// </summary>
internal sealed class OperationsReader(IClusterClient cluster, StoryReader stories, SiteFrames frames, IOptions<ReadOptions> options, [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    private const int MostThreads = 10;
    private const int MostStories = 10;
    private const int MostMembers = 100;

    // Who left is of interest for a while.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var (frame, actor) = (await frames.GetAsync(), context.Staff());
        var board = cluster.GetGrain<IOperationsBoardGrain>(0).ReadAsync(actor);
        var members = cluster.GetGrain<IManagementGrain>(0).GetDetailedHosts();
        var read = NamesAsync(cluster.GetGrain<ITrendingGrain>(0).GetMostReadAsync(MostStories));
        var discussed = NamesAsync(cluster.GetGrain<ILatestCommentsGrain>(0).GetMostDiscussedAsync(MostStories));
        await Task.WhenAll(board, members, read, discussed).WaitAsync(options.Value.Deadline);
        if (await board is not { } report) return Results.StatusCode(StatusCodes.Status403Forbidden);

        var silos = Lines(await members, report.Silos);
        var model = new OperationsModel(
            frame, actor, time.GetUtcNow(), silos, report.FrontEnds, await ThreadsAsync(report.Silos), await read, await discussed, OperationsConcerns.Find(silos, report.FrontEnds, frame.Texts));
        return new PageResult<OperationsPage, OperationsModel>(model, personal: true);
    }

    private ImmutableArray<SiloLine> Lines(MembershipEntry[] members, ImmutableArray<SiloReport> reports)
    {
        var oldest = time.GetUtcNow() - Remembered;
        var known = reports.ToLookup(report => report.Process.Place, StringComparer.Ordinal);
        return
        [
            .. members.Where(member => member.Status != SiloStatus.Dead || member.IAmAliveTime > oldest.UtcDateTime)
                .OrderBy(member => member.Status == SiloStatus.Dead).ThenBy(member => member.SiloAddress.Endpoint.ToString(), StringComparer.Ordinal)
                .Take(MostMembers)
                // A silo that was started anew has the address of the one before it.
                .Select(member => new SiloLine(
                    member.SiloAddress.Endpoint.ToString(), member.Status.ToString(),
                    member.Status == SiloStatus.Dead ? null : known[member.SiloAddress.Endpoint.ToString()].MaxBy(report => report.Process.StartedAt))),
        ];
    }

    private async Task<ImmutableArray<ThreadLine>> ThreadsAsync(ImmutableArray<SiloReport> reports)
    {
        var largest = reports.SelectMany(report => report.Threads, (report, size) => (report.Process.Place, Size: size))
            .OrderByDescending(thread => thread.Size.Waiting).ThenByDescending(thread => thread.Size.Events).Take(MostThreads).ToList();
        var names = await NamesAsync(Task.FromResult(largest.Select(thread => thread.Size.Article).ToImmutableArray()));
        return [.. largest.Select((thread, place) => new ThreadLine(names[place], thread.Size, thread.Place))];
    }

    private async Task<ImmutableArray<StoryName>> NamesAsync(Task<ImmutableArray<ArticleId>> articles) =>
        [.. await Task.WhenAll((await articles).Select(async article => await stories.FindAsync(article) is { Status: ArticleStatus.Published } story
            ? new StoryName(article, story.Title, story.Path)
            : new StoryName(article, "", "")))];
}
