// A Vue app with comments that follow its page; the bundler is told that `live-comments…` are no components of Vue's.
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
