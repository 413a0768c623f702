namespace OrleansNews.Comments.Simulation;

/// <summary>Tests that take every core: beside others each would make the other wait.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
