namespace OrleansNews.Fixtures;

/// <summary>A grain interface without alias that answers its state to anybody, and its callers' addresses to the log.</summary>
public interface INamelessGrain : IGrainWithStringKey
{
    Task<string> Nameless();

    [Alias("count")]
    Task<int> CountAsync();

    [Alias("tell")]
    Task TellAsync(string email);
}

/// <summary>A public grain class without a stored name.</summary>
public sealed class NamelessGrain : Grain, INamelessGrain
{
    public Task<string> Nameless() => Task.FromResult("");

    public Task<int> CountAsync() => Task.FromResult(0);

    public Task TellAsync(string email) => Task.CompletedTask;
}
