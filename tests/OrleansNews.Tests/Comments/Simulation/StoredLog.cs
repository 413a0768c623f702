using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>Reads a whole log from stored bytes alone, without any code of the threads but their codecs.</summary>
internal static class StoredLog
{
    public static List<StoredEvent> Read(ReadOnlyMemory<byte> headJson, Dictionary<ObjectName, ReadOnlyMemory<byte>> objects)
    {
        var (head, tail) = LogHeadCodec.Decode(headJson);
        var blocks = new List<BlockRef>();
        if (head.Manifest is { } manifest) blocks.AddRange(LogHeadCodec.DecodeManifest(objects[manifest.Name]));
        blocks.AddRange(head.Blocks);
        var events = new List<StoredEvent>();
        foreach (var block in blocks)
        {
            var run = LogBlock.Decode(objects[block.Name], events.Count + 1, block.Count, out _);
            for (var sequence = run.First; sequence <= run.Last; sequence++) events.Add(EventCodec.Decode(run[sequence].Span));
        }

        ThreadModel.Require(tail.First == events.Count + 1, "The tail does not follow the blocks.");
        for (var sequence = tail.First; sequence <= tail.Last; sequence++) events.Add(EventCodec.Decode(tail[sequence].Span));
        return events;
    }
}
