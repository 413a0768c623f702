namespace OrleansNews.Articles;

/// <summary>What is said of a story in few words.</summary>
internal static class StoryDescriptions
{
    extension(PublishedArticle story)
    {
        /// <summary>For search engines and shared links: what was written for them, else the excerpt, else the standfirst.</summary>
        public string Description => story.SeoDescription.Length > 0 ? story.SeoDescription : story.Excerpt.Length > 0 ? story.Excerpt : story.Standfirst;
    }
}
