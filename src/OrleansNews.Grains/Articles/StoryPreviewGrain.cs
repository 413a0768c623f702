using Orleans.Concurrency;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

[GrainType("story-preview"), StatelessWorker]
internal sealed class StoryPreviewGrain(StoryRenderer renderer) : Grain, IStoryPreviewGrain
{
    public async Task<string?> RenderAsync(UnpublishedText text, Actor actor)
    {
        if (!actor.May(Permission.WriteStories) || text.Body.Length > ArticleRules.LongestBody) return null;
        return (await Task.Run(() => renderer.Render(text.Body, text.Format)))?.Html;
    }
}
