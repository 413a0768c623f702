using Orleans.Runtime;

namespace OrleansNews.Storage.Sqlite;

public sealed class WriteQueueTests
{
    private const long MaxBatchBytes = 4 << 20;

    [Fact]
    public void Take_BehindManyLargeOperations_TakesEverySmallOneAndFewLargeOnes()
    {
        var queue = new WriteQueue(64 << 20);
        var large = Add(queue, 40, 700 << 10);
        var small = Add(queue, 300, 500);

        var batch = Take(queue);

        Assert.Equal(small, batch.Where(operation => operation.Payload.Length == 500));
        Assert.Equal(large.Take(1), batch.Where(operation => operation.Payload.Length > 500));
    }

    [Fact]
    public void Take_WhileSmallOperationsFillEveryTransaction_TakesALargeOneEachTime()
    {
        var queue = new WriteQueue(64 << 20);
        var large = Add(queue, 3, 100 << 10);
        Add(queue, 20, 30 << 10);

        for (var time = 0; time < 3; time++)
        {
            var batch = Take(queue, maxBatchBytes: 200 << 10);
            Assert.Same(large[time], batch[0]);
            Assert.True(batch.Count > 1);
        }
    }

    [Fact]
    public void Take_OperationsOfOneSize_KeepsTheirOrder()
    {
        var queue = new WriteQueue(64 << 20);
        var large = Add(queue, 5, 100 << 10);

        Assert.Equal(large, Take(queue));
        Assert.Equal(0, queue.Bytes);
    }

    [Fact]
    public void Take_OneLargerThanATransaction_ComesAlone()
    {
        var queue = new WriteQueue(64 << 20);
        var small = Add(queue, 1, 500);
        var large = Add(queue, 1, 5 << 20);

        Assert.Equal(large, Take(queue));
        Assert.Equal(small, Take(queue));
    }

    private static List<WriteOperation> Add(WriteQueue queue, int count, int bytes)
    {
        var added = new List<WriteOperation>();
        for (var number = 0; number < count; number++)
        {
            added.Add(new(GrainStateKey.From("state", GrainId.Create("thread", $"{bytes}-{number}")), null, [1], new byte[bytes]));
            queue.Add(added[^1]);
        }

        return added;
    }

    private static List<WriteOperation> Take(WriteQueue queue, long maxBatchBytes = MaxBatchBytes)
    {
        var batch = new List<WriteOperation>();
        Assert.Equal(WriteQueueSignal.Batch, queue.Take(batch, 4_096, maxBatchBytes, TimeSpan.FromSeconds(1)));
        return batch;
    }
}
