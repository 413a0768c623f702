using System.Globalization;
using OrleansNews.Comments;

namespace OrleansNews.Control;

/// <summary>What <c>erasures</c> asks for.</summary>
internal sealed class ErasureControl(IClusterClient cluster)
{
    public const string ExportPath = "/erasures/export";
    public const string ApplyPath = "/erasures/apply";

    // Some 100 bytes each, far below the largest message.
    private const int MostMerged = 10_000;

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapPost(ExportPath, ExportAsync);
        control.MapPost(ApplyPath, ApplyAsync);
    }

    private async Task<ControlAnswer> ExportAsync()
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, IErasureListGrain.Shards).Select(shard => List(shard).GetSinceAsync(DateTimeOffset.MinValue)));
        return ControlAnswer.Done("") with { Erasures = [.. shards.SelectMany(shard => shard).OrderBy(erasure => erasure.At).ThenBy(erasure => erasure.Commenter, StringComparer.Ordinal)] };
    }

    // The whole list first: what fails behind that is found again by whoever applies any list.
    private async Task<ControlAnswer> ApplyAsync(ApplyErasuresRequest request, CancellationToken cancellationToken)
    {
        foreach (var shard in request.Erasures.GroupBy(erasure => IErasureListGrain.ShardOf(erasure.Commenter)))
        {
            foreach (var some in shard.Chunk(MostMerged)) await List(shard.Key).MergeAsync([.. some]);
        }

        var (persons, comments, faults) = (0, 0, new List<string>());
        for (var shard = 0; shard < IErasureListGrain.Shards; shard++)
        {
            try
            {
                ErasureReplay replay;
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    replay = await List(shard).ReplayAsync(request.Since);
                    persons += replay.Persons;
                    comments += replay.Comments;
                }
                while (!replay.IsOver);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // The other parts of the list are carried out all the same.
                faults.Add(fault.Message);
            }
        }

        var told = string.Create(CultureInfo.InvariantCulture, $"Persons erased again: {persons}; comments of theirs: {comments}; erasures in the list: {request.Erasures.Count}");
        return faults.Count == 0 ? ControlAnswer.Done(told) : ControlAnswer.Failed([told, "Not everybody could be erased again. Say it once more: it goes on with those who are left.", .. faults.Distinct()]);
    }

    private IErasureListGrain List(int shard) => cluster.GetGrain<IErasureListGrain>(shard);
}
