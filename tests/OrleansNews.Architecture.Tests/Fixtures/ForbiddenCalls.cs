namespace OrleansNews.Fixtures;

/// <summary>Makes every call that no project makes. Nothing calls it.</summary>
internal static class ForbiddenCalls
{
    public static DateTimeOffset ReadClock() => DateTimeOffset.UtcNow;

    public static long ReadTicks() => Environment.TickCount64;

    public static int TakeResult(Task<int> task) => task.Result;

    public static int TakeAwaiter(Task<int> task) => task.GetAwaiter().GetResult();

    public static int TakeCompleted(Task<int> task) => task.IsCompletedSuccessfully ? task.Result : 0;

    public static async Task<int> AwaitAsync(Task<int> task) => await task + 1;

    public static void Later() => throw new NotImplementedException();
}
